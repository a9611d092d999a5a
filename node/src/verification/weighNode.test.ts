import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fade, weighNode } from './weighNode.ts'

const RULES = {
  betaBps: 5_000n,
  kappa: 1n,
  prior: 5n * 10n ** 17n,
  priorMilli: 4_000n,
  epochSeconds: 86_400,
}
const FRESH = { stake: 100n, decayedFees: 0n, passed: 0n, failed: 0n, jailed: false }
const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })

describe('fade', () => {
  it('takes a sixteenth an epoch, and everything in the end', () => {
    assert.equal(fade(16_000_000n, 0), 16_000_000n)
    assert.equal(fade(16_000_000n, 1), 15_000_000n)
    assert.equal(fade(16_000_000n, 2), 14_062_500n)
    assert.equal(fade(10n ** 12n, 701), 0n)
  })

  it('never grows with time, and never adds by splitting', () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 700 }), (a, b, epochs) => {
        assert.ok(fade(a, epochs + 1) <= fade(a, epochs))
        assert.ok(fade(a, epochs) + fade(b, epochs) <= fade(a + b, epochs))
      }),
    )
  })
})

describe('weighNode', () => {
  it('trusts a newcomer with half of half of its stake, and a jailed node with nothing', () => {
    assert.equal(weighNode(FRESH, RULES).weight, 25n)
    assert.equal(weighNode({ ...FRESH, jailed: true }, RULES).weight, 0n)
  })

  it('never gives a weight above the stake, nor more for a failed check', () => {
    fc.assert(
      fc.property(amount, amount, amount, amount, (stake, decayedFees, passed, failed) => {
        const parts = { stake, decayedFees, passed, failed, jailed: false }
        const { weight } = weighNode(parts, RULES)
        assert.ok(weight <= stake)
        assert.ok(weighNode({ ...parts, failed: failed + 1_000n }, RULES).weight <= weight)
      }),
    )
  })
})
