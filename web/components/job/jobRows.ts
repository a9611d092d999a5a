/** A requester's jobs as rows of an export, filters and sums. Pure. */

import { formatDollars } from '#protocol/units.ts'
import type { ExportRecord } from '../../lib/csv.ts'
import { isoTime } from '../../lib/format.ts'
import { costOfRecord, type JobRecord, stateOfRecord } from './jobRecord.ts'

export const FILTERS = ['all', 'running', 'to reclaim', 'answered', 'failed'] as const
export type JobFilter = (typeof FILTERS)[number]

/** Returns whether a job belongs to a filter. */
export function matchesFilter(record: JobRecord, filter: JobFilter): boolean {
  const { word } = stateOfRecord(record)
  switch (filter) {
    case 'all':
      return true
    case 'running':
      return word === 'running'
    case 'to reclaim':
      return word === 'rest to reclaim'
    case 'answered':
      return record.outcome === 'answered' || record.outcome === 'partly'
    case 'failed':
      return record.outcome === 'failed' || record.outcome === 'stopped'
  }
}

const PERIODS = [
  { name: '24 hours', seconds: 86_400 },
  { name: '7 days', seconds: 7 * 86_400 },
  { name: '30 days', seconds: 30 * 86_400 },
  { name: 'All', seconds: Number.POSITIVE_INFINITY },
] as const

/** Returns what jobs cost since each period began, micro-dollars, and how many they were. */
export function spendByPeriod(
  records: readonly JobRecord[],
  now: number,
): readonly { readonly name: string; readonly cost: bigint; readonly jobs: number }[] {
  return PERIODS.map(({ name, seconds }) => {
    const within = records.filter(({ createdAt }) => createdAt >= now - seconds)
    const cost = within.reduce((sum, record) => sum + costOfRecord(record), 0n)
    return { name, cost, jobs: within.length }
  })
}

/** Returns a job as a row of an export; amounts in micro-dollars and in dollars. No prompt, no answer. */
export function exportRow(record: JobRecord): ExportRecord {
  const { settlement, tasks } = record
  const money = (name: string, amount: bigint | undefined) => ({
    [`${name}_micro`]: amount,
    [name]: amount === undefined ? undefined : formatDollars(amount),
  })
  return {
    time: isoTime(record.createdAt),
    job_id: record.jobId,
    chain_id: record.chainId,
    escrow: record.escrow,
    requester: record.requester,
    outcome: record.outcome,
    state: stateOfRecord(record).word,
    mode: record.mode,
    roles: tasks.map(({ role }) => role).join(' '),
    nodes: tasks.flatMap(({ nodeId }) => nodeId ?? []).join(' '),
    tokens: tasks.reduce((sum, task) => sum + task.tokens, 0),
    ...money('locked', record.locked),
    ...money('cost', costOfRecord(record)),
    ...money('fee', settlement?.fee),
    ...money('refunded', settlement?.refunded),
    released: settlement?.released ?? false,
    failure: record.failure?.code,
    transactions: settlement?.txHashes.join(' '),
  }
}
