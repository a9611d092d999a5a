import type { JobId } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'
import { assertRequester } from './assertRequester.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { jobIdOf } from './jobIdOf.ts'
import { jobTermsArgs } from './jobTermsArgs.ts'
import { assertTokenBalance, signPermit } from './permit.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'
import { spendInTurn } from './spendInTurn.ts'

/**
 * Deposits by a permit and funds a job, in one transaction.
 *
 * @param parameters - Deposit in micro-dollars, and the terms of the job.
 * @returns The job's id beside the transaction.
 * @throws {WitanError} INSUFFICIENT_FUNDS when the account holds less than the deposit, or deposit and free balance
 * are less than the budget; INPUT_INVALID when the terms name another requester; and what sendCall throws.
 */
export async function depositAndFund(
  chain: Chain,
  parameters: depositAndFund.Parameters,
): Promise<Transaction & { readonly jobId: JobId }> {
  const { amount, terms } = parameters
  assertRequester(chain, terms)
  const escrow = jobEscrow(chain)
  return await spendInTurn(chain, async () => {
    await assertTokenBalance(chain, chain.paymentToken, amount)
    const wanted = { token: chain.paymentToken, spender: escrow.address, amount }
    const permit = await signPermit(chain, wanted)
    const args = [amount, permit, jobTermsArgs(terms)] as const
    const call = { ...escrow, functionName: 'depositAndFund', args } as const
    const { transaction } = await sendCall(chain, call, parameters)
    return { ...transaction, jobId: jobIdOf(chain.context, terms) }
  })
}

export declare namespace depositAndFund {
  type Parameters = WriteOptions & {
    /** Micro-dollars that are added to the free balance before the job takes its budget from it. */
    readonly amount: bigint
    /** The budget is the sum of the caps. */
    readonly terms: JobTerms
  }
}
