import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type LedgerWorld, openLedgerWorld } from './ledgerWorld.ts'
import { type MarketPlan, type MarketResult, runMarket } from './runMarket.ts'
import { HONEST, IN_PLACE, nameOfWash, strategiesOf, washingOf } from './strategies.ts'
import { DOLLAR, STAKE } from './terms.ts'

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

  it('draws alike for everybody when one sells to itself, which costs its fees where they vouch for nothing', async () => {
    const crowd = 'honest operators'
    const weighing = { beta: 1, kappa: 0 }
    const washes = 3n * DOLLAR
    const runs = []
    for (const amount of [0n, washes]) {
      const strategies = washingOf(STAKE, { washes: amount, crowd })
      runs.push((await runMarket(world, { ...plan, strategies, weighing })).operators)
    }
    const [without, with_] = runs as [MarketResult['operators'], MarketResult['operators']]
    assert.deepEqual(
      with_.map(({ parts }) => parts),
      without.map(({ parts }) => parts),
    )
    const profitOf = (all: MarketResult['operators'], name: string) =>
      all.find((one) => one.name === name)!.profit
    // the fee of 2.5 %, and gas
    const cost = profitOf(without, IN_PLACE) - profitOf(with_, nameOfWash(washes))
    assert.ok(cost > 0.075 && cost < 0.15, String(cost))
  })
})
