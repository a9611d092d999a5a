import type { JobId } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'
import { assertRequester } from './assertRequester.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { jobIdOf } from './jobIdOf.ts'
import { jobTermsArgs } from './jobTermsArgs.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Funds a job from the account's free balance; the budget is the sum of the caps.
 *
 * @returns The job's id beside the transaction.
 * @throws {WitanError} INSUFFICIENT_FUNDS when the free balance is less than the budget; INPUT_INVALID when the terms
 * name another requester; and what sendCall throws.
 */
export async function fundJob(
  chain: Chain,
  parameters: fundJob.Parameters,
): Promise<Transaction & { readonly jobId: JobId }> {
  const { terms } = parameters
  assertRequester(chain, terms)
  const args = [jobTermsArgs(terms)] as const
  const call = { ...jobEscrow(chain), functionName: 'fund', args } as const
  const { transaction } = await sendCall(chain, call, parameters)
  return { ...transaction, jobId: jobIdOf(chain.context, terms) }
}

export declare namespace fundJob {
  type Parameters = WriteOptions & { readonly terms: JobTerms }
}
