import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type LedgerWorld, openLedgerWorld } from './ledgerWorld.ts'
import { type MarketPlan, type MarketResult, runMarket } from './runMarket.ts'
import { HONEST, strategiesOf } from './strategies.ts'
import { STAKE } from './terms.ts'

const LIAR = 'smaller model, always'

describe('runMarket', () => {
  let world: LedgerWorld
  let result: MarketResult
  const wanted = [HONEST, LIAR]
  const plan: MarketPlan = {
    seed: 1,
    strategies: strategiesOf(STAKE).filter(({ name }) => wanted.includes(name)),
    verifiers: ['checks', 'checks', 'checks', 'checks'],
    probes: 8,
    days: 3,
    demand: 20,
  }
  before(async () => {
    world = await openLedgerWorld()
    result = await runMarket(world, plan)
  })

  it('serves what was asked for, and pays honest operators for it', () => {
    const { operators } = result
    assert.equal(
      operators.reduce((sum, { parts }) => sum + parts, 0),
      plan.demand * plan.days,
    )
    for (const { name, profit } of operators) if (name === HONEST) assert.ok(profit > -0.1)
  })

  it('has the liar probed, judged and slashed below what honesty earns', () => {
    const liar = result.operators.find(({ name }) => name === LIAR)!
    assert.ok(liar.verdicts > 0)
    assert.ok(liar.profit < -5, String(liar.profit))
    assert.ok(result.probed > 0)
    assert.ok(result.verifiers.every(({ parts }) => parts > 0))
  })

  it('comes to the same with the same seed, from a chain put back to its start', async () => {
    const again = await runMarket(world, plan)
    for (const [i, one] of [...again.operators, ...again.verifiers].entries()) {
      const before = [...result.operators, ...result.verifiers][i]!
      assert.deepEqual(
        [one.name, one.parts, one.verdicts],
        [before.name, before.parts, before.verdicts],
      )
      // keys are fresh, and a zero more or less in them costs gas
      assert.ok(Math.abs(one.profit - before.profit) < 0.001)
    }
  })
})
