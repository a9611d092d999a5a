/** Hashes of the envelopes that were taken, kept until their deadline makes a second use impossible. */

import type { DatabaseSync } from 'node:sqlite'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { isConstraintError, toStoreError, withStoreErrors } from './errors.ts'

export type EnvelopeTable = {
  readonly has: (envelopeHash: Hex) => boolean
  /** @throws {WitanError} ENVELOPE_REPLAYED when it was taken before. */
  readonly add: (envelopeHash: Hex, deadline: number) => void
  /** Forgets envelopes whose deadline (Unix seconds) is before `time`; returns how many. */
  readonly prune: (time: number) => number
}

/** Returns the functions of the table `envelopes`. */
export function createEnvelopeTable(database: DatabaseSync): EnvelopeTable {
  const select = database.prepare('SELECT 1 FROM envelopes WHERE envelopeHash = ?')
  const insert = database.prepare('INSERT INTO envelopes (envelopeHash, deadline) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM envelopes WHERE deadline < ?')
  return {
    has: (envelopeHash) => withStoreErrors(() => select.get(envelopeHash) !== undefined),
    add: (envelopeHash, deadline) => {
      try {
        insert.run(envelopeHash, deadline)
      } catch (error) {
        if (!isConstraintError(error)) throw toStoreError(error)
        throw new WitanError(
          'ENVELOPE_REPLAYED',
          'The envelope was already used. Seal the request again with a fresh key.',
          { cause: error },
        )
      }
    },
    prune: (time) => withStoreErrors(() => Number(remove.run(time).changes)),
  }
}
