import { type Address, type JobId, parseAddress } from '#protocol/ids.ts'
import { JOB_STATUSES, type JobStatus } from '#protocol/job.ts'
import { type Mode, parseMode } from '#protocol/mode.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { reading } from './reading.ts'

/** A job's header on chain; it stays after the release. */
export type OnChainJob = {
  readonly jobId: JobId
  readonly requester: Address
  /** Deadline of the terms, or the time of the close if that came first; Unix seconds. */
  readonly endsAt: number
  readonly status: JobStatus
  /** Number of allocations. */
  readonly count: number
  readonly mode: Mode
  /** Unix seconds. */
  readonly fundedAt: number
}

/** Returns a job's header; undefined for one that was never funded. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readJob(chain: Chain, jobId: JobId): Promise<OnChainJob | undefined> {
  const job = await reading(chain, (reader) =>
    reader.readContract({ ...jobEscrow(chain), functionName: 'jobOf', args: [jobId] }),
  )
  const status = JOB_STATUSES[job.status]
  if (status === undefined || status === 'None') return undefined
  const { endsAt, count, fundedAt } = job
  const requester = parseAddress(job.requester)
  return { jobId, requester, endsAt, status, count, mode: parseMode(job.mode), fundedAt }
}
