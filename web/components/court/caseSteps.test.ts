import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CourtCase } from '#chain/courtCase.ts'
import { parseAddress, parseNodeId, parseTaskId } from '#protocol/ids.ts'
import { caseSteps, nextMove } from './caseSteps.ts'

const HASH = `0x${'ab'.repeat(32)}` as const
const CASE: CourtCase = {
  caseId: 1n,
  nodeId: parseNodeId(3),
  role: 'math',
  phase: 'committing',
  phaseEndsAt: 1_000,
  level: 0,
  verdict: 'none',
  jury: [4, 5, 6].map(parseNodeId),
  committed: 0,
  guiltyVotes: 0,
  notGuiltyVotes: 0,
  round: 9n,
  accuser: parseAddress(`0x${'11'.repeat(20)}`),
  taskId: parseTaskId(HASH),
  digest: HASH,
  evidenceHash: HASH,
  calibrationVersion: 0,
  bonds: [],
}
const states = (of: Partial<CourtCase>, drawn = true) =>
  caseSteps({ ...CASE, ...of }, drawn).map(({ state }) => state)
const move = (of: Partial<CourtCase>, now = 0, drawable = false) =>
  nextMove({ ...CASE, ...of }, { now, drawable })

describe('caseSteps', () => {
  it('says of every phase what is over and what is to come', () => {
    assert.deepEqual(states({}), ['done', 'done', 'running', 'waiting', 'waiting', 'waiting'])
    assert.deepEqual(states({ phase: 'closed' }), Array(6).fill('done'))
  })

  it('skips what a case without a jury never had', () => {
    const closed = states({ phase: 'closed' }, false)
    assert.deepEqual(closed, ['done', 'skipped', 'skipped', 'skipped', 'skipped', 'done'])
  })
})

describe('nextMove', () => {
  it('lets anyone go on when all have done their part, or the time is over', () => {
    assert.equal(move({})?.can, false)
    assert.equal(move({ committed: 3 })?.can, true)
    assert.equal(move({}, 1_000)?.can, true)
    assert.equal(move({ phase: 'revealing', committed: 2, guiltyVotes: 1 })?.can, false)
    assert.equal(move({ phase: 'revealing', committed: 2, guiltyVotes: 2 })?.can, true)
    assert.equal(move({ phase: 'appealable' }, 999)?.can, false)
    assert.equal(move({ phase: 'appealable' }, 1_000)?.can, true)
  })

  it('waits for the beacon, not for ever, and ends', () => {
    assert.equal(move({ phase: 'drawing' })?.can, false)
    assert.equal(move({ phase: 'drawing' }, 0, true)?.can, true)
    assert.equal(move({ phase: 'drawing' }, 1_000)?.can, true)
    assert.equal(move({ phase: 'closed' }), undefined)
  })
})
