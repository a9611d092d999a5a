import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { convicted, juryDrawn, staked } from '../testing/marketEvents.ts'
import { convictionsOf } from './convictionsOf.ts'

describe('convictionsOf', () => {
  it('finds the punishments of the node alone, in their order', () => {
    const [first, others, second] = [convicted(3, 1, 5n), convicted(2, 2, 7n), convicted(1, 1, 0n)]
    const events = [juryDrawn(4, [1]), first, others, second, staked(0, 1, 9n)]
    assert.deepEqual(convictionsOf(events, 1), [first, second])
  })

  it('finds nothing of a node that was never punished', () => {
    assert.deepEqual(convictionsOf([convicted(1, 2, 5n)], 1), [])
  })
})
