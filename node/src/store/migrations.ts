/**
 * The database's layout, one entry per version. An entry never changes once released: add the next one.
 * Amounts are micro-dollars of at most 48 bits, times Unix seconds; both are exact as SQLite integers
 * and as numbers. Ids and hashes are lower-case hex. No column ever holds an envelope or a plaintext; `answers`
 * holds sealed frames, which only the requester opens.
 */

import type { DatabaseSync } from 'node:sqlite'
import { WitanError } from '#protocol/errors.ts'

export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE jobs (
    jobId TEXT PRIMARY KEY,
    sessionKey TEXT,
    position INTEGER,
    cap INTEGER NOT NULL DEFAULT 0 CHECK (cap >= 0),
    claimed INTEGER NOT NULL DEFAULT 0 CHECK (claimed >= 0),
    baseCost INTEGER NOT NULL DEFAULT 0 CHECK (baseCost >= 0),
    endsAt INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
  ) STRICT;

  CREATE TABLE tasks (
    taskId TEXT PRIMARY KEY,
    jobId TEXT NOT NULL REFERENCES jobs (jobId),
    quoteId TEXT NOT NULL,
    envelopeHash TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'failed')),
    maxCost INTEGER NOT NULL CHECK (maxCost >= 0),
    cost INTEGER NOT NULL DEFAULT 0 CHECK (cost >= 0),
    admittedAt INTEGER NOT NULL,
    deadline INTEGER NOT NULL,
    endedAt INTEGER,
    code TEXT
  ) STRICT;
  CREATE INDEX tasksByJob ON tasks (jobId, status);

  CREATE TABLE envelopes (
    envelopeHash TEXT PRIMARY KEY,
    deadline INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX envelopesByDeadline ON envelopes (deadline);

  CREATE TABLE receipts (
    taskId TEXT PRIMARY KEY REFERENCES tasks (taskId),
    jobId TEXT NOT NULL,
    signed BLOB NOT NULL
  ) STRICT;

  CREATE TABLE vouchers (
    jobId TEXT NOT NULL REFERENCES jobs (jobId),
    nodeId INTEGER NOT NULL,
    position INTEGER NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0 AND total < 281474976710656),
    signature TEXT NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0,
    refused TEXT,
    PRIMARY KEY (jobId, nodeId, position)
  ) STRICT;
  CREATE INDEX vouchersUnsettled ON vouchers (nodeId, jobId) WHERE total > settled AND refused IS NULL;
  CREATE TRIGGER vouchersOnlyGrow BEFORE UPDATE OF total ON vouchers WHEN NEW.total < OLD.total
  BEGIN SELECT RAISE(ABORT, 'a voucher only grows'); END;

  CREATE TABLE settlements (
    txHash TEXT PRIMARY KEY,
    settledAt INTEGER NOT NULL,
    rowCount INTEGER NOT NULL,
    net INTEGER NOT NULL,
    fee INTEGER NOT NULL
  ) STRICT;
  `,
  // receipts of the first version say neither seed nor role: no requester could check one any more
  `
  DELETE FROM receipts;

  CREATE TABLE answers (
    taskId TEXT PRIMARY KEY REFERENCES tasks (taskId),
    jobId TEXT NOT NULL,
    keepUntil INTEGER NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    frames BLOB NOT NULL
  ) STRICT;
  CREATE INDEX answersByTime ON answers (keepUntil);
  `,
  // what a verifier must not forget in the middle of an epoch; it holds keys, so the file is its owner's alone
  `
  CREATE TABLE records (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  `,
]

/**
 * Brings a database to the newest version, all or nothing.
 *
 * @throws {WitanError} STORE_INVALID when it was written by a newer program.
 */
export function migrate(database: DatabaseSync, migrations: readonly string[] = MIGRATIONS): void {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number }
  const version = row.user_version
  if (version > migrations.length) {
    throw new WitanError(
      'STORE_INVALID',
      `The database has version ${version}; this program knows up to ${migrations.length}. Update the program or choose another data folder.`,
      { meta: { version, known: migrations.length } },
    )
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    database.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT`)
  }
}
