/** What a verifier is in the middle of, as text by kind and id: epochs with their secrets, votes with their salts, nodes under test. */

import type { DatabaseSync } from 'node:sqlite'
import { withStoreErrors } from './errors.ts'

export type RecordTable = {
  readonly get: (kind: string, id: string) => string | undefined
  readonly set: (kind: string, id: string, value: string) => void
  /** Returns all values of a kind, by id. */
  readonly list: (kind: string) => readonly string[]
  readonly remove: (kind: string, id: string) => void
}

/** Returns the functions of the table `records`. */
export function createRecordTable(database: DatabaseSync): RecordTable {
  const select = database.prepare('SELECT value FROM records WHERE kind = ? AND id = ?')
  const selectAll = database.prepare('SELECT value FROM records WHERE kind = ? ORDER BY id')
  const upsert = database.prepare(
    'INSERT INTO records (kind, id, value) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value',
  )
  const drop = database.prepare('DELETE FROM records WHERE kind = ? AND id = ?')
  return {
    get: (kind, id) =>
      withStoreErrors(() => (select.get(kind, id) as { value: string } | undefined)?.value),
    set: (kind, id, value) => withStoreErrors(() => void upsert.run(kind, id, value)),
    list: (kind) =>
      withStoreErrors(() => (selectAll.all(kind) as { value: string }[]).map(({ value }) => value)),
    remove: (kind, id) => withStoreErrors(() => void drop.run(kind, id)),
  }
}
