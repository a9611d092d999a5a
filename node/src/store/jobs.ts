/** What the node knows about the jobs that pay it: the chain's terms as last read, and whether it said Done. */

import type { DatabaseSync } from 'node:sqlite'
import { type Address, type JobId, parseAddress, parseJobId } from '#protocol/ids.ts'
import { withStoreErrors } from './errors.ts'

export type StoredJob = {
  readonly jobId: JobId
  /** Signs the job's vouchers; undefined for a job that never sent a task here. */
  readonly sessionKey: Address | undefined
  /** Position of the node's allocation in the job. */
  readonly index: number | undefined
  /** Most the node can be paid, micro-dollars. */
  readonly cap: bigint
  /** What the chain has paid of it. */
  readonly claimed: bigint
  /** Claimed before this database knew the job; the running total starts here. */
  readonly baseCost: bigint
  /** Unix seconds. */
  readonly endsAt: number
  /** Whether a Done was signed; no task of the job is taken after that. */
  readonly done: boolean
}

export type JobTable = {
  readonly get: (jobId: JobId) => StoredJob | undefined
  /** Adds a job, or brings its cap, claim and end up to date; key, position and base stay once they are known. */
  readonly put: (job: Omit<StoredJob, 'done'>) => void
  /** Notes that a Done was signed. */
  readonly markDone: (jobId: JobId) => void
}

type Row = {
  jobId: string
  sessionKey: string | null
  position: number | null
  cap: number
  claimed: number
  baseCost: number
  endsAt: number
  done: number
}

/** Returns the functions of the table `jobs`. */
export function createJobTable(database: DatabaseSync): JobTable {
  const select = database.prepare('SELECT * FROM jobs WHERE jobId = ?')
  const upsert = database.prepare(
    `INSERT INTO jobs (jobId, sessionKey, position, cap, claimed, baseCost, endsAt)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (jobId) DO UPDATE SET
       baseCost = CASE WHEN sessionKey IS NULL THEN excluded.baseCost ELSE baseCost END,
       sessionKey = coalesce(sessionKey, excluded.sessionKey),
       position = coalesce(position, excluded.position),
       cap = excluded.cap,
       claimed = max(claimed, excluded.claimed),
       endsAt = excluded.endsAt`,
  )
  const done = database.prepare('UPDATE jobs SET done = 1 WHERE jobId = ?')
  return {
    get: (jobId) =>
      withStoreErrors(() => {
        const row = select.get(jobId) as Row | undefined
        return row && jobOf(row)
      }),
    put: (job) =>
      withStoreErrors(
        () =>
          void upsert.run(
            job.jobId,
            job.sessionKey ?? null,
            job.index ?? null,
            job.cap,
            job.claimed,
            job.baseCost,
            job.endsAt,
          ),
      ),
    markDone: (jobId) => withStoreErrors(() => void done.run(jobId)),
  }
}

function jobOf(row: Row): StoredJob {
  return {
    jobId: parseJobId(row.jobId),
    sessionKey: row.sessionKey === null ? undefined : parseAddress(row.sessionKey),
    index: row.position ?? undefined,
    cap: BigInt(row.cap),
    claimed: BigInt(row.claimed),
    baseCost: BigInt(row.baseCost),
    endsAt: row.endsAt,
    done: row.done === 1,
  }
}
