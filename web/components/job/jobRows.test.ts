import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toCsv } from '../../lib/csv.ts'
import { GOOD_JOB } from './fixtures.ts'
import { type JobRecord, recordOf } from './jobRecord.ts'
import { exportRow, matchesFilter, spendByPeriod } from './jobRows.ts'
import { reduceJob, startView, type WatchedEvent } from './jobView.ts'

const NOW = 1_900_000_000

describe('exportRow', () => {
  it('gives amounts in micro-dollars and in dollars, times in UTC, and no text of the job', () => {
    const csv = toCsv([exportRow(recordAfter(GOOD_JOB, NOW))])
    const [head, row] = csv.split('\r\n')

    assert.equal(
      head,
      'time,job_id,chain_id,escrow,requester,outcome,state,mode,roles,nodes,tokens,locked_micro,locked,cost_micro,cost,fee_micro,fee,refunded_micro,refunded,released,failure,transactions',
    )
    assert.equal(
      row,
      `2030-03-17T17:46:40Z,0x${'1a'.repeat(20)},31337,0x00,0x01,answered,settled,transit,math,1,9,600,0.0006,42,0.000042,2,0.000002,558,0.000558,true,,0x${'2b'.repeat(32)}`,
    )
  })
})

describe('spendByPeriod', () => {
  it('sums what jobs cost since each period began', () => {
    const old = recordAfter(GOOD_JOB, NOW - 8 * 86_400)
    const recent = recordAfter(GOOD_JOB, NOW - 60)

    assert.deepEqual(
      spendByPeriod([recent, old], NOW).map(({ cost, jobs }) => [cost, jobs]),
      [
        [42n, 1],
        [42n, 1],
        [84n, 2],
        [84n, 2],
      ],
    )
  })
})

describe('matchesFilter', () => {
  it('puts a job whose rest waits under its own filter and under its outcome', () => {
    const waiting = recordAfter(
      [...GOOD_JOB.slice(0, -1), { type: 'reclaimable', how: 'release' }],
      NOW,
    )

    assert.equal(matchesFilter(waiting, 'to reclaim'), true)
    assert.equal(matchesFilter(waiting, 'answered'), true)
    assert.equal(matchesFilter(waiting, 'running'), false)
    assert.equal(matchesFilter(waiting, 'failed'), false)
  })
})

function recordAfter(events: readonly WatchedEvent[], createdAt: number): JobRecord {
  const view = events.reduce((last, event) => reduceJob(last, event, last.nowMs + 10), startView(0))
  const place = { chainId: 31337, escrow: '0x00', requester: '0x01', createdAt }
  return recordOf(view, place as never)!
}
