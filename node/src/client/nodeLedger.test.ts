import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseNodeId } from '#protocol/ids.ts'
import { createNodeLedger } from './nodeLedger.ts'

const aLedger = (cap: bigint) => createNodeLedger(parseNodeId(3), 1, cap)

describe('createNodeLedger', () => {
  it('adds up what all attempts earned and frees the rest of a finished one', () => {
    const ledger = aLedger(100n)

    assert.equal(ledger.reserve('a', 60n), true)
    assert.equal(ledger.reserve('b', 60n), false)
    ledger.earn('a', 25n)
    ledger.finish('a')

    assert.equal(ledger.lacking(80n), 5n)
    assert.equal(ledger.reserve('b', 75n), true)
    ledger.earn('b', 5n)
    assert.equal(ledger.earned(), 30n)
  })

  it('covers more once the cap is raised', () => {
    const ledger = aLedger(10n)
    assert.equal(ledger.lacking(15n), 5n)

    ledger.raiseCap(5n)

    assert.equal(ledger.reserve('a', 15n), true)
  })

  it('refuses to shrink, to pass the reserve, and to pay an attempt that is over or unknown', () => {
    const ledger = aLedger(100n)
    ledger.reserve('a', 50n)
    ledger.earn('a', 20n)

    assert.throws(() => ledger.earn('a', 19n), { code: 'INTERNAL' })
    assert.throws(() => ledger.earn('a', 51n), { code: 'INTERNAL' })
    assert.throws(() => ledger.earn('b', 1n), { code: 'INTERNAL' })
    ledger.finish('a')
    assert.throws(() => ledger.earn('a', 30n), { code: 'INTERNAL' })
    assert.equal(ledger.earned(), 20n)
  })

  it('property: whatever is tried, the total only grows and stays within the cap', () => {
    const name = fc.constantFrom('a', 'b', 'c')
    const amount = fc.bigInt({ min: 0n, max: 200n })
    const step = fc.oneof(
      fc.tuple(fc.constant('reserve' as const), name, amount),
      fc.tuple(fc.constant('earn' as const), name, amount),
      fc.tuple(fc.constant('finish' as const), name, amount),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), amount, (steps, cap) => {
        const ledger = aLedger(cap)
        let before = 0n
        for (const [verb, attempt, value] of steps) {
          try {
            if (verb === 'reserve') ledger.reserve(attempt, value)
            if (verb === 'earn') ledger.earn(attempt, value)
            if (verb === 'finish') ledger.finish(attempt)
          } catch {
            // a refused step changes nothing
          }
          assert.ok(ledger.earned() >= before && ledger.earned() <= cap)
          before = ledger.earned()
        }
      }),
    )
  })
})
