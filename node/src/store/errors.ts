/** Turns what SQLite reports into our errors, so that a caller can act on a code. */

import { WitanError } from '#protocol/errors.ts'

/** Primary result codes of SQLite (sqlite.org/rescode.html). */
const SQLITE = {
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  CONSTRAINT: 19,
  NOTADB: 26,
} as const

/** Returns whether SQLite refused a row because an equal one exists or a rule of the schema forbids it. */
export function isConstraintError(error: unknown): boolean {
  return primaryCode(error) === SQLITE.CONSTRAINT
}

/**
 * Returns the WitanError for an error of SQLite; anything else comes back unchanged.
 *
 * STORE_LOCKED, DISK_FULL and STORE_INVALID as listed in errorCodes.ts. SQLite's own text names tables
 * and columns only, never values, and travels as the cause.
 */
export function toStoreError(error: unknown): unknown {
  switch (primaryCode(error)) {
    case SQLITE.BUSY:
    case SQLITE.LOCKED:
      return new WitanError(
        'STORE_LOCKED',
        'Another process holds the database. Stop the other node or choose another data folder.',
        { cause: error },
      )
    case SQLITE.FULL:
    case SQLITE.IOERR:
    case SQLITE.READONLY:
    case SQLITE.CANTOPEN:
      return new WitanError(
        'DISK_FULL',
        'The database cannot be written: the disk is full or the folder is not writable. Free space; nothing was acknowledged that was not written.',
        { cause: error, retryable: true },
      )
    case SQLITE.CORRUPT:
    case SQLITE.NOTADB:
      return new WitanError(
        'STORE_INVALID',
        'The database file is damaged or no database. Restore it from a copy or choose another data folder.',
        { cause: error },
      )
    default:
      return error
  }
}

/** Runs an action and throws its SQLite errors as ours. */
export function withStoreErrors<T>(action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw toStoreError(error)
  }
}

function primaryCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode
  // Extended codes carry the primary code in the low byte.
  return typeof code === 'number' ? code & 0xff : undefined
}
