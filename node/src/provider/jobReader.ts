/** What the chain says about jobs, read seldom and never many at once, so that strangers can't make the node hammer its endpoint. */

import { WitanError } from '#protocol/errors.ts'
import type { Address, JobId } from '#protocol/ids.ts'
import type { ChainAllocation, ChainJob, ProviderChain } from './provider.ts'

export type JobReading = {
  /** Undefined for a job that was never funded. */
  readonly job: ChainJob | undefined
  /** Undefined where the job has no allocation under this key and position. */
  readonly allocation: ChainAllocation | undefined
}

export type JobKey = {
  readonly jobId: JobId
  readonly sessionKey: Address
  readonly index: number
}

export type JobReader = {
  /**
   * Returns what the chain says; only an open job with an allocation is believed for a while, so that
   * a job funded a moment ago is never missed.
   *
   * @throws {WitanError} NODE_BUSY when too many jobs are being read; CHAIN_UNREACHABLE.
   */
  readonly read: (key: JobKey, options?: { readonly fresh?: boolean }) => Promise<JobReading>
}

export type JobReaderOptions = {
  readonly cacheMs: number
  readonly maxReads: number
  /** Milliseconds that only go forward. @default performance.now */
  readonly nowMs?: () => number
}

/** Jobs that are remembered at once; the oldest reading is dropped first. */
const MAX_CACHED = 1024

/** Returns a reader of jobs. */
export function createJobReader(
  chain: Pick<ProviderChain, 'readJob' | 'readAllocation'>,
  options: JobReaderOptions,
): JobReader {
  const { cacheMs, maxReads, nowMs = () => performance.now() } = options
  const cached = new Map<string, { readonly reading: JobReading; readonly until: number }>()
  const pending = new Map<string, Promise<JobReading>>()

  const fetchReading = async (name: string, key: JobKey): Promise<JobReading> => {
    const [job, allocation] = await Promise.all([
      chain.readJob(key.jobId),
      chain.readAllocation(key),
    ])
    const reading = { job, allocation }
    if (job?.status === 'Funded' && allocation !== undefined) {
      cached.delete(name)
      cached.set(name, { reading, until: nowMs() + cacheMs })
      if (cached.size > MAX_CACHED) cached.delete(cached.keys().next().value!)
    }
    return reading
  }

  return {
    read: (key, { fresh = false } = {}) => {
      const name = `${key.jobId} ${key.sessionKey} ${key.index}`
      const known = cached.get(name)
      if (!fresh && known && known.until > nowMs()) return Promise.resolve(known.reading)
      const running = pending.get(name)
      if (running) return running
      if (pending.size >= maxReads) return Promise.reject(busy(pending.size))
      const reading = fetchReading(name, key).finally(() => pending.delete(name))
      pending.set(name, reading)
      return reading
    },
  }
}

function busy(reads: number): WitanError {
  return new WitanError(
    'NODE_BUSY',
    `The node is reading ${reads} other jobs from the chain. Try again or another node.`,
    { retryable: true, meta: { reads } },
  )
}
