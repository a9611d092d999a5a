import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Moves a case on when its phase is over, all have voted, or the beacon is there. Anyone may.
 *
 * @throws {WitanError} CONTRACT_REVERTED when it cannot move on yet; and what sendCall throws.
 */
export async function advanceCase(
  chain: Chain,
  parameters: advanceCase.Parameters,
): Promise<Transaction> {
  const call = {
    ...verifierBench(chain),
    functionName: 'advance',
    args: [parameters.caseId],
  } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace advanceCase {
  type Parameters = WriteOptions & {
    readonly caseId: bigint
  }
}
