/** The highest voucher of each (job, node, index): the money that the node holds and has not settled yet. */

import type { DatabaseSync } from 'node:sqlite'
import { type JobId, type NodeId, parseJobId, parseNodeId } from '#protocol/ids.ts'
import type { Signature } from '#protocol/signature.ts'
import type { SignedVoucher, Voucher } from '#protocol/voucher.ts'
import { withStoreErrors } from './errors.ts'

export type StoredVoucher = {
  readonly signed: SignedVoucher
  /** Part of the total that the chain has paid, micro-dollars. */
  readonly settled: bigint
}

/** Which voucher is meant; its total is not part of the name. */
export type VoucherKey = Pick<Voucher, 'jobId' | 'nodeId' | 'index'>

export type VoucherTable = {
  readonly get: (key: VoucherKey) => StoredVoucher | undefined
  /** Keeps the higher of the stored and the given voucher; returns whether the given one was higher. */
  readonly put: (signed: SignedVoucher) => boolean
  /** Returns what waits for settlement, sorted by node, then job. */
  readonly unsettled: () => readonly StoredVoucher[]
  /** Notes what the chain has paid; it never falls. */
  readonly markSettled: (key: VoucherKey, claimed: bigint) => void
  /** Takes a voucher out of settlement because the chain can never pay it; a higher one brings it back. */
  readonly markRefused: (key: VoucherKey, status: string) => void
  /** Returns the sums over all vouchers, micro-dollars. */
  readonly sums: () => { readonly total: bigint; readonly settled: bigint }
}

type Row = {
  jobId: string
  nodeId: number
  position: number
  total: number
  signature: string
  settled: number
}

/** Returns the functions of the table `vouchers`. */
export function createVoucherTable(database: DatabaseSync): VoucherTable {
  const KEY = 'jobId = ? AND nodeId = ? AND position = ?'
  const select = database.prepare(`SELECT * FROM vouchers WHERE ${KEY}`)
  const upsert = database.prepare(
    `INSERT INTO vouchers (jobId, nodeId, position, total, signature) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (jobId, nodeId, position) DO UPDATE
     SET total = excluded.total, signature = excluded.signature, refused = NULL
     WHERE excluded.total > total`,
  )
  const waiting = database.prepare(
    'SELECT * FROM vouchers WHERE total > settled AND refused IS NULL ORDER BY nodeId, jobId, position',
  )
  const settle = database.prepare(`UPDATE vouchers SET settled = max(settled, ?) WHERE ${KEY}`)
  const refuse = database.prepare(`UPDATE vouchers SET refused = ? WHERE ${KEY}`)
  const sum = database.prepare(
    'SELECT coalesce(sum(total), 0) AS total, coalesce(sum(settled), 0) AS settled FROM vouchers',
  )
  return {
    get: (key) =>
      withStoreErrors(() => {
        const row = select.get(...columnsOf(key)) as Row | undefined
        return row && voucherOf(row)
      }),
    put: ({ voucher, signature }) =>
      withStoreErrors(
        () => upsert.run(...columnsOf(voucher), voucher.total, signature).changes === 1,
      ),
    unsettled: () => withStoreErrors(() => (waiting.all() as Row[]).map(voucherOf)),
    markSettled: (key, claimed) =>
      withStoreErrors(() => void settle.run(claimed, ...columnsOf(key))),
    markRefused: (key, status) => withStoreErrors(() => void refuse.run(status, ...columnsOf(key))),
    sums: () =>
      withStoreErrors(() => {
        const row = sum.get() as { total: number; settled: number }
        return { total: BigInt(row.total), settled: BigInt(row.settled) }
      }),
  }
}

function columnsOf(key: VoucherKey): [JobId, NodeId, number] {
  return [key.jobId, key.nodeId, key.index]
}

function voucherOf(row: Row): StoredVoucher {
  return {
    signed: {
      voucher: {
        jobId: parseJobId(row.jobId),
        nodeId: parseNodeId(row.nodeId),
        index: row.position,
        total: BigInt(row.total),
      },
      signature: row.signature as Signature,
    },
    settled: BigInt(row.settled),
  }
}
