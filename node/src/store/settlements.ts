/** The settlement transactions that the node had included. */

import type { DatabaseSync } from 'node:sqlite'
import type { Hex } from '#protocol/bytes.ts'
import { withStoreErrors } from './errors.ts'

export type Settlement = {
  readonly txHash: Hex
  /** Unix seconds. */
  readonly settledAt: number
  readonly rowCount: number
  /** What the node gained, micro-dollars. */
  readonly net: bigint
  /** Protocol fee, micro-dollars. */
  readonly fee: bigint
}

export type SettlementTable = {
  readonly add: (settlement: Settlement) => void
  /** Returns the newest first. */
  readonly list: (limit: number) => readonly Settlement[]
}

type Row = { txHash: string; settledAt: number; rowCount: number; net: number; fee: number }

/** Returns the functions of the table `settlements`. */
export function createSettlementTable(database: DatabaseSync): SettlementTable {
  const insert = database.prepare(
    `INSERT INTO settlements (txHash, settledAt, rowCount, net, fee) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (txHash) DO NOTHING`,
  )
  const select = database.prepare(
    'SELECT * FROM settlements ORDER BY settledAt DESC, rowid DESC LIMIT ?',
  )
  return {
    add: ({ txHash, settledAt, rowCount, net, fee }) =>
      withStoreErrors(() => void insert.run(txHash, settledAt, rowCount, net, fee)),
    list: (limit) =>
      withStoreErrors(() =>
        (select.all(limit) as Row[]).map((row) => ({
          ...row,
          txHash: row.txHash as Hex,
          net: BigInt(row.net),
          fee: BigInt(row.fee),
        })),
      ),
  }
}
