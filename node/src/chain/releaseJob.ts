import type { Address, JobId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Returns a job's remainder to its requester's free balance after the grace. Anyone may call.
 *
 * @returns Refund in micro-dollars beside the transaction.
 * @throws {WitanError} CONTRACT_REVERTED with the time when the grace has not passed; JOB_NOT_OPEN when the job was
 * released; and what sendCall throws.
 */
export async function releaseJob(
  chain: Chain,
  parameters: releaseJob.Parameters,
): Promise<Transaction & { readonly refund: bigint }> {
  const { jobId, sessionKey } = parameters
  const escrow = jobEscrow(chain)
  const call = { ...escrow, functionName: 'release', args: [jobId, sessionKey] } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  return { ...transaction, refund: eventIn(receipt, escrow, 'JobReleased').refund }
}

export declare namespace releaseJob {
  type Parameters = WriteOptions & {
    readonly jobId: JobId
    /** The job's session key, as in its JobFunded event. */
    readonly sessionKey: Address
  }
}
