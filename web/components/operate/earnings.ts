/** What nodes earned, from the chain's events alone: sums, a series for the chart, rows for a sheet. Pure. */

import type { MarketEvent } from '#chain/marketEvents.ts'
import { formatDollars } from '#protocol/units.ts'
import type { ExportRecord } from '../../lib/csv.ts'
import { isoTime } from '../../lib/format.ts'
import type { BookedJob, Payment } from '../../lib/market/replayMarket.ts'

export const PERIODS = {
  '24h': { title: '24 hours', seconds: 86_400, bucketSeconds: 3_600 },
  '7d': { title: '7 days', seconds: 7 * 86_400, bucketSeconds: 86_400 },
  '30d': { title: '30 days', seconds: 30 * 86_400, bucketSeconds: 86_400 },
  all: { title: 'All', seconds: undefined, bucketSeconds: undefined },
} as const

export type Period = keyof typeof PERIODS

export type Bucket = {
  /** Unix seconds, included. */
  readonly from: number
  /** Unix seconds, not included. */
  readonly to: number
  readonly jobs: number
  /** Micro-dollars after the fee. */
  readonly net: bigint
  readonly fee: bigint
}

/** Bars that a narrow screen can show. */
const MAX_BUCKETS = 30
const DAY = 86_400

/** Returns the payments of some nodes that fall into a period, in their order. */
export function paymentsIn(
  payments: readonly Payment[],
  {
    nodeIds,
    period,
    now,
  }: { readonly nodeIds: readonly number[]; readonly period: Period; readonly now: number },
): readonly Payment[] {
  const { seconds } = PERIODS[period]
  const since = seconds === undefined ? Number.NEGATIVE_INFINITY : now - seconds
  return payments.filter(({ nodeId, timestamp }) => nodeIds.includes(nodeId) && timestamp > since)
}

/** Returns one bucket per hour, day or several days up to now; buckets without payments are there too. */
export function bucketsOf(
  payments: readonly Payment[],
  { period, now }: { readonly period: Period; readonly now: number },
): readonly Bucket[] {
  const { seconds, bucketSeconds } = PERIODS[period]
  const first = Math.min(now, ...payments.map(({ timestamp }) => timestamp))
  const span = seconds ?? now - first + 1
  const size = bucketSeconds ?? DAY * Math.max(1, Math.ceil(span / DAY / MAX_BUCKETS))
  const count = Math.max(1, Math.ceil(span / size))
  // The last bucket ends after everything that has happened.
  const end = Math.max(now, ...payments.map(({ timestamp }) => timestamp)) + 1
  const buckets = Array.from({ length: count }, (_, i) => {
    const from = end - (count - i) * size
    const own = payments.filter(({ timestamp }) => timestamp >= from && timestamp < from + size)
    return {
      from,
      to: from + size,
      jobs: new Set(own.map(({ jobId }) => jobId)).size,
      net: sum(own, 'net'),
      fee: sum(own, 'fee'),
    }
  })
  return buckets
}

/** Returns the sums of payments, micro-dollars. */
export function totalsOf(payments: readonly Payment[]) {
  return {
    gross: sum(payments, 'gross'),
    fee: sum(payments, 'fee'),
    net: sum(payments, 'net'),
    jobs: new Set(payments.map(({ jobId }) => jobId)).size,
  }
}

/** Returns everything that was earned, claimed or slashed, as rows for a sheet, oldest first. */
export function earningRecords(options: earningRecords.Options): readonly ExportRecord[] {
  const { payments, jobs, events, nodeIds, token } = options
  const earned = payments.map((payment) => ({
    ...place(payment),
    type: 'earned',
    nodeId: payment.nodeId as number | string,
    jobId: payment.jobId,
    counterparty: jobs.get(payment.jobId)?.requester ?? '',
    ...amounts(payment.net, payment.fee),
    token,
  }))
  const moved = events.flatMap((event) => {
    const found = movement(event, nodeIds)
    if (found === undefined) return []
    const { amount, ...rest } = found
    return [{ ...place(event), ...rest, jobId: '', ...amounts(amount, 0n), token }]
  })
  return [...earned, ...moved].sort((a, b) => Number(a.block - b.block))
}

export declare namespace earningRecords {
  type Options = {
    readonly payments: readonly Payment[]
    readonly jobs: ReadonlyMap<string, BookedJob>
    readonly events: readonly MarketEvent[]
    readonly nodeIds: readonly number[]
    /** Address of the payment token. */
    readonly token: string
  }
}

/** What an owner took out, and what a court took. */
function movement(event: MarketEvent, nodeIds: readonly number[]) {
  switch (event.name) {
    case 'Pulled':
      if (!event.args.nodeIds.some((id) => nodeIds.includes(id))) return undefined
      return {
        type: 'claimed',
        nodeId: event.args.nodeIds.join(' '),
        counterparty: event.args.to as string,
        amount: event.args.amount,
      }
    case 'Slashed':
      if (!nodeIds.includes(event.args.nodeId)) return undefined
      return {
        type: 'slashed',
        nodeId: event.args.nodeId,
        counterparty: event.args.victim as string,
        amount: event.args.amount,
      }
    default:
      return undefined
  }
}

function place({
  timestamp,
  blockNumber,
  txHash,
}: Pick<Payment, 'timestamp' | 'blockNumber' | 'txHash'>) {
  return { time: isoTime(timestamp), block: blockNumber, tx: txHash }
}

function amounts(amount: bigint, fee: bigint) {
  return {
    amountMicro: amount,
    amount: formatDollars(amount),
    feeMicro: fee,
    fee: formatDollars(fee),
  }
}

function sum(payments: readonly Payment[], part: 'gross' | 'fee' | 'net'): bigint {
  return payments.reduce((total, payment) => total + payment[part], 0n)
}
