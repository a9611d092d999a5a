/** Opens the node's database. Everything that money depends on is on disk before the node acts on it. */

import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type AnswerTable, createAnswerTable } from './answers.ts'
import { createEnvelopeTable, type EnvelopeTable } from './envelopes.ts'
import { withStoreErrors } from './errors.ts'
import { createJobTable, type JobTable } from './jobs.ts'
import { createMetaTable, type MetaTable } from './meta.ts'
import { migrate } from './migrations.ts'
import { createReceiptTable, type ReceiptTable } from './receipts.ts'
import { createRecordTable, type RecordTable } from './records.ts'
import { createSettlementTable, type SettlementTable } from './settlements.ts'
import { createTaskTable, type TaskTable } from './tasks.ts'
import { createVoucherTable, type VoucherTable } from './vouchers.ts'

/** The tables of one open database. All functions are synchronous and durable when they return. */
export type Store = {
  readonly meta: MetaTable
  readonly jobs: JobTable
  readonly tasks: TaskTable
  readonly envelopes: EnvelopeTable
  readonly receipts: ReceiptTable
  readonly answers: AnswerTable
  readonly vouchers: VoucherTable
  readonly settlements: SettlementTable
  readonly records: RecordTable
  /** Runs an action all or nothing; the action must not wait. */
  readonly transaction: <T>(action: () => T) => T
  readonly close: () => void
  readonly [Symbol.dispose]: () => void
}

export type OpenStoreOptions = {
  /** Most pages of the file (4,096 bytes each). @default no limit */
  readonly maxPages?: number
}

/**
 * Returns the store in a file, created and migrated when needed. The process holds it alone until it
 * closes it or ends, so that two nodes can never pay out or count the same voucher.
 *
 * @param path - File, or `:memory:`.
 * @throws {WitanError} STORE_LOCKED when another process has it open; STORE_INVALID when it is damaged
 * or newer; DISK_FULL when it can't be written.
 */
export function openStore(path: string, options: OpenStoreOptions = {}): Store {
  return withStoreErrors(() => {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const database = new DatabaseSync(path, { timeout: 0 })
    try {
      prepare(database, options)
    } catch (error) {
      database.close()
      throw error
    }
    return tablesOf(database)
  })
}

function prepare(database: DatabaseSync, { maxPages }: OpenStoreOptions): void {
  // FULL: a commit is on disk before it returns. EXCLUSIVE takes the lock at the first write and keeps it.
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF')
  database.exec('BEGIN IMMEDIATE; COMMIT')
  migrate(database)
  if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`)
}

function tablesOf(database: DatabaseSync): Store {
  const close = () => {
    if (database.isOpen) database.close()
  }
  return {
    meta: createMetaTable(database),
    jobs: createJobTable(database),
    tasks: createTaskTable(database),
    envelopes: createEnvelopeTable(database),
    receipts: createReceiptTable(database),
    answers: createAnswerTable(database),
    vouchers: createVoucherTable(database),
    settlements: createSettlementTable(database),
    records: createRecordTable(database),
    transaction: (action) => runTransaction(database, action),
    close,
    [Symbol.dispose]: close,
  }
}

function runTransaction<T>(database: DatabaseSync, action: () => T): T {
  return withStoreErrors(() => {
    database.exec('BEGIN IMMEDIATE')
    try {
      const result = action()
      database.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite ends the transaction by itself when the disk is full.
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  })
}
