/** The receipts that the node signed, as they go over the wire. One per task, for good. */

import type { DatabaseSync } from 'node:sqlite'
import { decodeMessage, encodeMessage } from '#protocol/codec.ts'
import type { JobId, TaskId } from '#protocol/ids.ts'
import { MAX_CONTROL_MESSAGE_BYTES } from '#protocol/limits.ts'
import { type SignedReceipt, signedReceiptSchema } from '#protocol/receipt.ts'
import { withStoreErrors } from './errors.ts'

export type ReceiptTable = {
  /** Returns the receipt of a task of a job. */
  readonly get: (jobId: JobId, taskId: TaskId) => SignedReceipt | undefined
  /** Stores the only receipt of a task; two different ones for a task would be a fault of the node. */
  readonly add: (signed: SignedReceipt) => void
}

/** Returns the functions of the table `receipts`. */
export function createReceiptTable(database: DatabaseSync): ReceiptTable {
  const select = database.prepare('SELECT signed FROM receipts WHERE taskId = ? AND jobId = ?')
  const insert = database.prepare('INSERT INTO receipts (taskId, jobId, signed) VALUES (?, ?, ?)')
  return {
    get: (jobId, taskId) =>
      withStoreErrors(() => {
        const row = select.get(taskId, jobId) as { signed: Uint8Array } | undefined
        return row && decodeMessage(signedReceiptSchema, row.signed, MAX_CONTROL_MESSAGE_BYTES)
      }),
    add: (signed) => {
      const bytes = encodeMessage(signedReceiptSchema, signed, MAX_CONTROL_MESSAGE_BYTES)
      const { taskId, jobId } = signed.receipt
      withStoreErrors(() => void insert.run(taskId, jobId, bytes))
    },
  }
}
