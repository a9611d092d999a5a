import { WitanError } from '#protocol/errors.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import type { Chain } from './chain.ts'
import { compactSignature } from './compactSignature.ts'
import { jobEscrow } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'
import { packHead, type RowStatus, rowStatusOf } from './voucherHead.ts'

/** Most vouchers of one settlement, equal to JobEscrow.MAX_ROWS. */
export const MAX_SETTLE_ROWS = 512

/** What became of one voucher. */
export type SettledVoucher = { readonly voucher: SignedVoucher; readonly status: RowStatus }

export type Settlement = Transaction & {
  /** One row per voucher, in the order in which they were given. */
  readonly rows: readonly SettledVoucher[]
  /** Micro-dollars that the nodes gained, after the fee. */
  readonly net: bigint
  /** Micro-dollars of protocol fee. */
  readonly fee: bigint
}

/**
 * Hands vouchers to the escrow in one transaction. A bad one is skipped and reported, never the reason of a failure.
 * Anyone may settle anyone's vouchers; settling one twice changes nothing.
 *
 * @param vouchers - 1 to 512 signed vouchers, of any jobs and nodes.
 * @throws {WitanError} INPUT_INVALID when there are none or too many; SIGNATURE_INVALID when a signature is not 65 bytes
 * of r, s and v; and what sendCall throws.
 */
export async function settleVouchers(
  chain: Chain,
  vouchers: readonly SignedVoucher[],
  options: WriteOptions = {},
): Promise<Settlement> {
  if (vouchers.length === 0 || vouchers.length > MAX_SETTLE_ROWS) {
    throw new WitanError(
      'INPUT_INVALID',
      `A settlement takes 1 to ${MAX_SETTLE_ROWS} vouchers, not ${vouchers.length}. Split them.`,
      { meta: { count: vouchers.length } },
    )
  }
  // Rows of one node in a run are credited in one write.
  const order = [...vouchers.keys()].sort(
    (a, b) => vouchers[a]!.voucher.nodeId - vouchers[b]!.voucher.nodeId || a - b,
  )
  const rows = order.map((i) => ({
    head: packHead(vouchers[i]!.voucher),
    ...compactSignature(vouchers[i]!.signature),
  }))
  const escrow = jobEscrow(chain)
  const call = { ...escrow, functionName: 'settle', args: [rows] } as const
  const { receipt, transaction } = await sendCall(chain, call, options)
  const settled = eventIn(receipt, escrow, 'Settled')
  const statuses = new Map(order.map((i, row) => [i, rowStatusOf(settled.rows[row]!)]))
  return {
    ...transaction,
    rows: vouchers.map((voucher, i) => ({ voucher, status: statuses.get(i)! })),
    net: settled.net,
    fee: settled.fee,
  }
}
