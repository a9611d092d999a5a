import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { concentration, sumByHolder } from './concentration.ts'
import { cumulate } from './cumulate.ts'

describe('concentration', () => {
  it('gives the share of the five largest and the fewest with more than half', () => {
    const amounts = [10n, 40n, 10n, 10n, 10n, 10n, 10n]
    assert.deepEqual(concentration(amounts), {
      holders: 7,
      total: 100n,
      topFiveShare: 0.8,
      nakamoto: 3,
    })
  })

  it('counts nobody where there is nothing, and one where one has all', () => {
    assert.deepEqual(concentration([0n, 0n]), {
      holders: 0,
      total: 0n,
      topFiveShare: undefined,
      nakamoto: 0,
    })
    assert.equal(concentration([7n]).nakamoto, 1)
  })

  it('exactly half is not more than half', () => {
    assert.equal(concentration([50n, 50n]).nakamoto, 2)
  })

  it('property: splitting one holder into several never makes the market look more concentrated', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 30 }),
        (amounts) => {
          const whole = concentration(amounts)
          const [first = 0n, ...rest] = amounts
          const split = concentration([first / 2n, first - first / 2n, ...rest])
          assert.ok(split.nakamoto >= whole.nakamoto)
          assert.ok((split.topFiveShare ?? 0) <= (whole.topFiveShare ?? 0))
        },
      ),
    )
  })
})

describe('sumByHolder', () => {
  it('adds up what one holder has in several places, largest first', () => {
    const sums = sumByHolder([
      ['a', 1n],
      ['b', 5n],
      ['a', 3n],
    ])
    assert.deepEqual(sums, [
      { holder: 'b', amount: 5n },
      { holder: 'a', amount: 4n },
    ])
  })
})

describe('cumulate', () => {
  it('adds up over time, with one point per moment, whatever order the amounts come in', () => {
    const points = cumulate([
      { at: 20, amount: 5n },
      { at: 10, amount: 1n },
      { at: 20, amount: 2n },
    ])
    assert.deepEqual(points, [
      { at: 10, value: 1n },
      { at: 20, value: 8n },
    ])
  })
})
