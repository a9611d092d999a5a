'use client'

/** A job as the chain's events tell it. */

import type { UseQueryResult } from '@tanstack/react-query'
import type { JobHistoryEvent } from '#chain/jobHistory.ts'
import type { ReplayedJob } from '#client/replayJob.ts'
import type { JobId } from '#protocol/ids.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'

export type JobOnChain = {
  readonly history: readonly JobHistoryEvent[]
  readonly replayed: ReplayedJob
  /** Micro-dollars. */
  readonly locked: bigint
  readonly claimed: bigint
  readonly fee: bigint
  readonly open: bigint
  readonly refunded: bigint
}

/** Returns a job's events and what they add up to; an empty history for a job that the chain doesn't know. */
export function useJobOnChain(jobId: JobId | undefined): UseQueryResult<JobOnChain> {
  return useChainQuery(
    ['job', jobId],
    async (chain, { signal }) => {
      const [{ readJobHistory }, { replayJob }, { readFee }] = await Promise.all([
        import('#chain/readJobHistory.ts'),
        import('#client/replayJob.ts'),
        import('#chain/readFee.ts'),
      ])
      const history = await readJobHistory(chain, jobId!, { signal })
      const replayed = replayJob(history)
      const sum = (amounts: readonly bigint[]) => amounts.reduce((total, part) => total + part, 0n)
      const { allocations, status, refund } = replayed
      const locked = sum(allocations.map(({ cap }) => cap))
      const claims = allocations.map((allocation) => allocation.claimed)
      const fee = sum(await Promise.all(claims.map((claim) => readFee(chain, claim))))
      const claimed = sum(claims)
      return {
        history,
        replayed,
        locked,
        claimed,
        fee,
        open: status === 'Released' ? 0n : locked - claimed,
        refunded: refund ?? 0n,
      }
    },
    { enabled: jobId !== undefined },
  )
}
