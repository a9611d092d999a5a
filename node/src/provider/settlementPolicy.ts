/** When a voucher is worth its transaction: pure, so that every decision can be replayed. */

import type { JobId } from '#protocol/ids.ts'
import type { StoredVoucher } from '#store/vouchers.ts'

export type SettlementPolicy = {
  /** Settle as soon as the transaction fee is at most this share of the batch. */
  readonly maxFeePercent: number
  /** Settle at any fee this long before a job ends. */
  readonly beforeDeadlineSeconds: number
  /** Price of one ETH, micro-dollars. */
  readonly tokenPerEth: bigint
  /** Time between two looks. */
  readonly intervalMs: number
}

export type Waiting = {
  readonly waiting: readonly StoredVoucher[]
  /** What settling all of them would cost now. */
  readonly feeWei: bigint
  /** Unix seconds at which a job ends. */
  readonly endOf: (jobId: JobId) => number
  /** Unix seconds. */
  readonly now: number
}

const WEI_PER_ETH = 10n ** 18n

/**
 * Returns the vouchers to settle now: all of them when the fee is small beside what they bring, else
 * those whose job is about to end or has ended.
 */
export function chooseRows(
  { waiting, feeWei, endOf, now }: Waiting,
  policy: SettlementPolicy,
): readonly StoredVoucher[] {
  const value = waiting.reduce((sum, row) => sum + row.signed.voucher.total - row.settled, 0n)
  const fee = (feeWei * policy.tokenPerEth + WEI_PER_ETH - 1n) / WEI_PER_ETH
  const basisPoints = BigInt(Math.round(policy.maxFeePercent * 100))
  if (fee * 10_000n <= value * basisPoints) return waiting
  return waiting.filter(
    ({ signed }) => endOf(signed.voucher.jobId) - policy.beforeDeadlineSeconds <= now,
  )
}
