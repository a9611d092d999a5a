import type { JobId } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'
import type { Signature } from '#protocol/signature.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { jobIdOf } from './jobIdOf.ts'
import { jobTermsArgs } from './jobTermsArgs.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Funds a job from the requester's free balance by the requester's signature; the account here only pays the gas.
 *
 * @param parameters - Terms, and the requester's signature over jobTermsTypedData of them.
 * @returns The job's id beside the transaction.
 * @throws {WitanError} CONTRACT_REVERTED when the signature is not the requester's; and what fundJob throws.
 */
export async function fundJobBySignature(
  chain: Chain,
  parameters: fundJobBySignature.Parameters,
): Promise<Transaction & { readonly jobId: JobId }> {
  const { terms, signature } = parameters
  const args = [terms.requester, jobTermsArgs(terms), signature] as const
  const call = { ...jobEscrow(chain), functionName: 'fundBySig', args } as const
  const { transaction } = await sendCall(chain, call, parameters)
  return { ...transaction, jobId: jobIdOf(chain.context, terms) }
}

export declare namespace fundJobBySignature {
  type Parameters = WriteOptions & { readonly terms: JobTerms; readonly signature: Signature }
}
