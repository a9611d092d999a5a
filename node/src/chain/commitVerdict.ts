import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'
import { type JurorVote, verdictCommitment } from './verdict.ts'

/**
 * Commits a juror to its vote without telling it. The salt is needed to open it: keep it before this is called.
 *
 * @throws {WitanError} CONTRACT_REVERTED when it is no juror, committed before, or the phase is another; and what
 * sendCall throws.
 */
export async function commitVerdict(
  chain: Chain,
  parameters: WriteOptions & { readonly vote: JurorVote },
): Promise<Transaction> {
  const { vote } = parameters
  const args = [vote.caseId, vote.verifierId, verdictCommitment(vote)] as const
  const call = { ...verifierBench(chain), functionName: 'commitVerdict', args } as const
  return (await sendCall(chain, call, parameters)).transaction
}
