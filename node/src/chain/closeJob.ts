import type { JobId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Ends a job of the account now, so that its remainder can be released after the grace.
 *
 * @throws {WitanError} JOB_NOT_OPEN when the job is not funded; and what sendCall throws.
 */
export async function closeJob(
  chain: Chain,
  parameters: closeJob.Parameters,
): Promise<Transaction> {
  const call = { ...jobEscrow(chain), functionName: 'close', args: [parameters.jobId] } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace closeJob {
  type Parameters = WriteOptions & { readonly jobId: JobId }
}
