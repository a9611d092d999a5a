import type { Address, JobId } from '#protocol/ids.ts'
import type { Allocation } from '#protocol/job.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { amount48 } from './jobTermsArgs.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Raises caps and adds nodes to a job of the account, from its free balance.
 *
 * @throws {WitanError} INSUFFICIENT_FUNDS when the free balance is less than what is added; JOB_NOT_OPEN when the job
 * has ended; and what sendCall throws.
 */
export async function amendJob(
  chain: Chain,
  parameters: amendJob.Parameters,
): Promise<Transaction> {
  const { jobId, sessionKey, raised = [], added = [] } = parameters
  const raises = raised.map(({ index, by }) => ({ index, by: amount48(by) }))
  const allocations = added.map(({ nodeId, cap }) => ({ nodeId, cap: amount48(cap) }))
  const args = [jobId, sessionKey, raises, allocations] as const
  const call = { ...jobEscrow(chain), functionName: 'amend', args } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace amendJob {
  type Parameters = WriteOptions & {
    readonly jobId: JobId
    /** The job's session key, as in its JobFunded event. */
    readonly sessionKey: Address
    /** @default none */
    readonly raised?: readonly CapRaise[]
    /** Nodes that the job does not have yet; they get the next positions. @default none */
    readonly added?: readonly Allocation[]
  }
  type CapRaise = {
    /** Position of the allocation in the job. */
    readonly index: number
    /** Micro-dollars added to its cap. */
    readonly by: bigint
  }
}
