/** Single values of the node, by name. */

import type { DatabaseSync } from 'node:sqlite'
import { withStoreErrors } from './errors.ts'

export type MetaTable = {
  readonly get: (name: string) => string | undefined
  readonly set: (name: string, value: string) => void
}

/** Returns the functions of the table `meta`. */
export function createMetaTable(database: DatabaseSync): MetaTable {
  const select = database.prepare('SELECT value FROM meta WHERE name = ?')
  const upsert = database.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  return {
    get: (name) =>
      withStoreErrors(() => (select.get(name) as { value: string } | undefined)?.value),
    set: (name, value) => withStoreErrors(() => void upsert.run(name, value)),
  }
}
