/** A job's state computed from its events alone, by the contract's rules. Pure: no event can make it throw. */

import type { JobHistoryEvent, SettledRow } from '#chain/jobHistory.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'

export type ReplayedAllocation = {
  readonly nodeId: NodeId
  readonly cap: bigint
  /** Micro-dollars claimed by vouchers, fee included. */
  readonly claimed: bigint
}

/** A settled row beside what the rules say about it. */
export type ReplayedRow = {
  readonly row: SettledRow
  /** Status by the rules; the reported one where only the voucher's signature can tell. */
  readonly expected: SettledRow['status']
}

export type ReplayedJob = {
  /** As they were funded; undefined when there is no such event. */
  readonly terms: JobTerms | undefined
  readonly status: 'None' | 'Funded' | 'Closing' | 'Released'
  /** Unix seconds. */
  readonly endsAt: number
  readonly allocations: readonly ReplayedAllocation[]
  readonly rows: readonly ReplayedRow[]
  /** Micro-dollars that the release event says went back; undefined before it. */
  readonly refund: bigint | undefined
}

/** Returns where a job stands after its events. */
export function replayJob(history: readonly JobHistoryEvent[]): ReplayedJob {
  let state: ReplayedJob = {
    terms: undefined,
    status: 'None',
    endsAt: 0,
    allocations: [],
    rows: [],
    refund: undefined,
  }
  for (const event of history) state = apply(state, event)
  return state
}

function apply(state: ReplayedJob, event: JobHistoryEvent): ReplayedJob {
  switch (event.type) {
    case 'funded': {
      const { requester, sessionKey, deadline, mode, termsHash, allocations } = event
      return {
        ...state,
        terms: { requester, sessionKey, deadline, mode, termsHash, allocations },
        status: 'Funded',
        endsAt: deadline,
        allocations: allocations.map((allocation) => ({ ...allocation, claimed: 0n })),
      }
    }
    case 'amended': {
      const raised = state.allocations.map((allocation, i) => ({
        ...allocation,
        cap: event.raised.reduce(
          (cap, { index, by }) => (index === i ? cap + by : cap),
          allocation.cap,
        ),
      }))
      const added = event.added.map((allocation) => ({ ...allocation, claimed: 0n }))
      return { ...state, allocations: [...raised, ...added] }
    }
    case 'settled':
      return event.rows.reduce(applyRow, state)
    case 'closed':
      return { ...state, status: 'Closing', endsAt: event.endsAt }
    case 'released':
      return { ...state, status: 'Released', refund: event.refund }
    case 'rooted':
      return state
  }
}

function applyRow(state: ReplayedJob, row: SettledRow): ReplayedJob {
  const { index, nodeId, total } = row.voucher
  const allocation = state.allocations[index]
  const expected = statusOf(row, allocation)
  const rows = [...state.rows, { row, expected }]
  const pays = expected === 'Paid' || expected === 'Capped'
  if (!pays || allocation?.nodeId !== nodeId) return { ...state, rows }
  const claimed = expected === 'Capped' ? allocation.cap : total
  return { ...state, rows, allocations: state.allocations.with(index, { ...allocation, claimed }) }
}

function statusOf(
  { voucher, status }: SettledRow,
  allocation: ReplayedAllocation | undefined,
): SettledRow['status'] {
  if (allocation?.nodeId !== voucher.nodeId) return 'UnknownAllocation'
  // a signature by another key finds no allocation either, and the event doesn't hold it
  if (status === 'BadSignature' || status === 'UnknownAllocation') return status
  if (voucher.total > allocation.cap)
    return allocation.claimed < allocation.cap ? 'Capped' : 'Stale'
  return voucher.total > allocation.claimed ? 'Paid' : 'Stale'
}
