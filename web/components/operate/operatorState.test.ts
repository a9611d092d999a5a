import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anOwnedNode } from './fixtures.ts'
import { operatorStates } from './operatorState.ts'

const NOW = 1_800_000_000
const DOLLAR = 1_000_000n
const statesOf = (...parts: Parameters<typeof anOwnedNode>) =>
  operatorStates(anOwnedNode(...parts), NOW).map(({ state }) => state)

describe('operatorStates', () => {
  it('is active when nothing keeps jobs away', () => {
    assert.deepEqual(statesOf(), ['active'])
  })

  it('is under-staked without active stake, and says what stays uncovered', () => {
    const owned = anOwnedNode({
      stake: { active: 0n },
      node: { room: 0n },
      account: { open: 3n * DOLLAR },
    })
    const [first] = operatorStates(owned, NOW)
    assert.equal(first?.state, 'underStaked')
    assert.match(first.sentence, /\$3\.00 of open jobs is not covered/)
  })

  it('names everything that keeps jobs away, the most pressing first', () => {
    const parts = {
      stake: { active: 0n, jailedUntil: NOW + 60 },
      node: { room: 0n, active: false, offers: [] },
    }
    assert.deepEqual(statesOf(parts), ['jailed', 'underStaked', 'noOffers', 'switchedOff'])
  })

  it('is full when open jobs take all the room of the stake', () => {
    assert.deepEqual(statesOf({ node: { room: 0n }, account: { open: 300n * DOLLAR } }), ['full'])
  })

  it('thaws until the very second at which the stake may be withdrawn', () => {
    const thawing = (thawsAt: number) => statesOf({ stake: { thawing: DOLLAR, thawsAt } })
    assert.deepEqual(thawing(NOW + 1), ['thawing', 'active'])
    assert.deepEqual(thawing(NOW), ['withdrawable', 'active'])
  })

  it('warns that stake on its way out can still be slashed', () => {
    for (const thawsAt of [NOW + 86_400, NOW - 1]) {
      const owned = anOwnedNode({ stake: { thawing: DOLLAR, thawsAt } })
      assert.match(operatorStates(owned, NOW)[0]!.sentence, /can still be slashed/)
    }
  })

  it('forgets a jail that is over', () => {
    assert.deepEqual(statesOf({ stake: { jailedUntil: NOW } }), ['active'])
  })
})
