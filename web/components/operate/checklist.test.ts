import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ChecklistFacts, checklistOf } from './checklist.ts'
import { anOwnedNode } from './fixtures.ts'

const FUNDS = { tokens: 5n, coins: 5n }
const statesOf = (facts: Partial<ChecklistFacts>) => {
  const ticks = checklistOf({
    funds: FUNDS,
    owned: undefined,
    reach: { status: 'unknown' },
    paidJobs: undefined,
    ...facts,
  })
  return Object.fromEntries(ticks.map(({ id, state }) => [id, state]))
}

describe('checklistOf', () => {
  it('starts with the keys on the machine, whatever the wallet holds', () => {
    assert.deepEqual(statesOf({}), {
      key: 'next',
      funds: 'done',
      registered: 'open',
      staked: 'open',
      reachable: 'open',
      job: 'open',
    })
    assert.equal(statesOf({ funds: { tokens: 5n, coins: 0n } })['funds'], 'open')
    assert.equal(statesOf({ funds: undefined })['funds'], 'unknown')
  })

  it('asks for stake, then for a running node, then waits for a job', () => {
    const bare = anOwnedNode({ stake: { active: 0n } })
    assert.equal(statesOf({ owned: bare })['staked'], 'next')
    const silent = { status: 'silent', error: null } as const
    assert.equal(statesOf({ owned: anOwnedNode(), reach: silent })['reachable'], 'next')
    const reached = { status: 'reached', addresses: [], note: '' } as const
    assert.equal(statesOf({ owned: anOwnedNode(), reach: reached, paidJobs: 0 })['job'], 'next')
  })

  it('is done with the first paid job, also when the stake took the whole wallet', () => {
    const reached = { status: 'reached', addresses: [], note: '' } as const
    const states = statesOf({
      funds: { tokens: 0n, coins: 1n },
      owned: anOwnedNode(),
      reach: reached,
      paidJobs: 1,
    })
    assert.ok(Object.values(states).every((state) => state === 'done'))
  })

  it('says unknown rather than no while it has not looked', () => {
    const states = statesOf({ owned: anOwnedNode(), reach: { status: 'asking' } })
    assert.deepEqual([states['reachable'], states['job']], ['unknown', 'unknown'])
  })
})
