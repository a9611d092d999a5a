import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'
import type { JurorVote } from './verdict.ts'

/**
 * Opens a juror's vote.
 *
 * @throws {WitanError} CONTRACT_REVERTED when it is not what the juror committed to, or the phase is another; and what
 * sendCall throws.
 */
export async function revealVerdict(
  chain: Chain,
  parameters: WriteOptions & { readonly vote: JurorVote },
): Promise<Transaction> {
  const { caseId, verifierId, guilty, statsHash, salt } = parameters.vote
  const args = [caseId, verifierId, guilty, statsHash, salt] as const
  const call = { ...verifierBench(chain), functionName: 'revealVerdict', args } as const
  return (await sendCall(chain, call, parameters)).transaction
}
