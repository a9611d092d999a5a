import type { MarketBooks } from './replayMarket.ts'

/** The market's sums, micro-dollars. */
export type MarketTotals = {
  readonly jobs: number
  readonly openJobs: number
  readonly releasedJobs: number
  /** Distinct accounts that funded a job. */
  readonly requesters: number
  /** All caps ever locked. */
  readonly locked: bigint
  /** What vouchers claimed, fee included. */
  readonly volume: bigint
  readonly fees: bigint
  readonly refunded: bigint
  /** Locked in jobs that are not released, and not claimed yet. */
  readonly open: bigint
}

/** Returns the sums of the books. */
export function marketTotals({ jobs, payments }: MarketBooks): MarketTotals {
  const list = [...jobs.values()]
  const add = (amounts: readonly bigint[]) => amounts.reduce((total, part) => total + part, 0n)
  const released = list.filter(({ status }) => status === 'Released')
  const open = list.filter(({ status }) => status !== 'Released')
  const caps = list.flatMap(({ allocations }) => allocations.map(({ cap }) => cap))
  const unclaimed = open.flatMap(({ allocations }) =>
    allocations.map(({ cap, claimed }) => cap - claimed),
  )
  return {
    jobs: list.length,
    openJobs: open.length,
    releasedJobs: released.length,
    requesters: new Set(list.map(({ requester }) => requester)).size,
    locked: add(caps),
    volume: add(payments.map(({ gross }) => gross)),
    fees: add(payments.map(({ fee }) => fee)),
    refunded: add(list.map(({ refund }) => refund)),
    open: add(unclaimed),
  }
}
