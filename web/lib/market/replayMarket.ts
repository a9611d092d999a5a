/** The market's books, computed from its events alone by the contract's rules: jobs, payments, totals. */

import type { MarketEvent } from '#chain/marketEvents.ts'
import { rowStatusOf, unpackHead } from '#chain/voucherHead.ts'

export type BookedJob = {
  readonly jobId: string
  readonly requester: string
  readonly status: 'Funded' | 'Closing' | 'Released'
  /** Unix seconds. */
  readonly fundedAt: number
  readonly fundedInBlock: bigint
  readonly allocations: readonly BookedAllocation[]
  /** Micro-dollars. */
  readonly refund: bigint
}

type BookedAllocation = {
  readonly nodeId: number
  readonly cap: bigint
  /** Fee included. */
  readonly claimed: bigint
}

/** What one node was paid for one job by one settlement, micro-dollars. */
export type Payment = {
  readonly nodeId: number
  readonly jobId: string
  readonly gross: bigint
  readonly fee: bigint
  readonly net: bigint
  readonly timestamp: number
  readonly blockNumber: bigint
  readonly txHash: string
}

export type MarketBooks = {
  /** In the order of their funding. */
  readonly jobs: ReadonlyMap<string, BookedJob>
  readonly payments: readonly Payment[]
  /** Settlements whose sums, recomputed here, differ from what their event says; none on an honest chain. */
  readonly mismatches: readonly string[]
}

const BPS = 10_000n

/**
 * Returns the books after all events.
 *
 * @param events - Every event since the deployment, oldest first.
 * @param feeBps - The escrow's fee in hundredths of a percent.
 */
export function replayMarket(events: readonly MarketEvent[], feeBps: bigint): MarketBooks {
  const jobs = new Map<string, BookedJob>()
  const payments: Payment[] = []
  const mismatches: string[] = []
  for (const event of events) {
    if (event.name === 'Settled') {
      const paid = settle(jobs, event, feeBps)
      payments.push(...paid)
      const sum = (part: 'net' | 'fee') => paid.reduce((total, row) => total + row[part], 0n)
      if (sum('net') !== event.args.net || sum('fee') !== event.args.fee) {
        mismatches.push(event.txHash)
      }
    } else applyToJob(jobs, event)
  }
  return { jobs, payments, mismatches }
}

function applyToJob(jobs: Map<string, BookedJob>, event: MarketEvent): void {
  if (event.name === 'JobFunded') {
    const { jobId, requester, allocations } = event.args
    jobs.set(jobId, {
      jobId,
      requester,
      status: 'Funded',
      fundedAt: event.timestamp,
      fundedInBlock: event.blockNumber,
      allocations: allocations.map(booked),
      refund: 0n,
    })
    return
  }
  const jobId = 'jobId' in event.args ? event.args.jobId : undefined
  const job = jobId === undefined ? undefined : jobs.get(jobId)
  if (job === undefined) return
  switch (event.name) {
    case 'JobAmended': {
      const raised = job.allocations.map((allocation, i) => {
        const more = event.args.raised.filter(({ index }) => index === i)
        const cap = more.reduce((total, { by }) => total + BigInt(by), allocation.cap)
        return { ...allocation, cap }
      })
      jobs.set(job.jobId, { ...job, allocations: [...raised, ...event.args.added.map(booked)] })
      return
    }
    case 'JobClosed':
      jobs.set(job.jobId, { ...job, status: 'Closing' })
      return
    case 'JobReleased':
      jobs.set(job.jobId, { ...job, status: 'Released', refund: event.args.refund })
  }
}

function settle(
  jobs: Map<string, BookedJob>,
  event: Extract<MarketEvent, { readonly name: 'Settled' }>,
  feeBps: bigint,
): Payment[] {
  const { timestamp, blockNumber, txHash } = event
  return event.args.rows.flatMap((row): Payment[] => {
    const status = rowStatusOf(row)
    const { jobId, nodeId, index, total } = unpackHead(row)
    const job = jobs.get(jobId)
    const allocation = job?.allocations[index]
    if ((status !== 'Paid' && status !== 'Capped') || !job || allocation?.nodeId !== nodeId)
      return []
    const claimed = status === 'Capped' ? allocation.cap : total
    const gross = claimed - allocation.claimed
    const fee = (claimed * feeBps) / BPS - (allocation.claimed * feeBps) / BPS
    const allocations = job.allocations.with(index, { ...allocation, claimed })
    jobs.set(jobId, { ...job, allocations })
    return [{ nodeId, jobId, gross, fee, net: gross - fee, timestamp, blockNumber, txHash }]
  })
}

function booked({
  nodeId,
  cap,
}: {
  readonly nodeId: number
  readonly cap: number
}): BookedAllocation {
  return { nodeId, cap: BigInt(cap), claimed: 0n }
}
