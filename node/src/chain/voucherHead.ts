/** The one word in which a voucher travels to the chain: 8 zero bits, jobId 160, nodeId 32, index 8, total 48. */

import { type JobId, type NodeId, parseJobId } from '#protocol/ids.ts'
import type { Voucher } from '#protocol/voucher.ts'

/** What became of one row of a settlement, by the contract's numbers. */
export const ROW_STATUSES = [
  'Paid',
  'Capped',
  'Stale',
  'BadSignature',
  'UnknownAllocation',
] as const
/**
 * Paid: the total is claimed. Capped: paid up to the cap. Stale: claimed before. BadSignature: no account can
 * have signed it. UnknownAllocation: another key signed it, or the job is unknown or released.
 */
export type RowStatus = (typeof ROW_STATUSES)[number]

const JOB_SHIFT = 88n
const NODE_SHIFT = 56n
const INDEX_SHIFT = 48n
const STATUS_SHIFT = 248n

/** Returns the head of a voucher. */
export function packHead(voucher: Voucher): bigint {
  return (
    (BigInt(voucher.jobId) << JOB_SHIFT) |
    (BigInt(voucher.nodeId) << NODE_SHIFT) |
    (BigInt(voucher.index) << INDEX_SHIFT) |
    voucher.total
  )
}

/** Returns the voucher in a head; its top byte is left aside. */
export function unpackHead(head: bigint): Voucher {
  const jobId = BigInt.asUintN(160, head >> JOB_SHIFT)
  return {
    jobId: parseJobId(`0x${jobId.toString(16).padStart(40, '0')}`) as JobId,
    nodeId: Number(BigInt.asUintN(32, head >> NODE_SHIFT)) as NodeId,
    index: Number(BigInt.asUintN(8, head >> INDEX_SHIFT)),
    total: BigInt.asUintN(48, head),
  }
}

/** Returns the status in the top byte of a settled row. */
export function rowStatusOf(row: bigint): RowStatus {
  return ROW_STATUSES[Number(row >> STATUS_SHIFT)] ?? 'UnknownAllocation'
}
