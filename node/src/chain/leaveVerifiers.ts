import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Takes a verifier off the list; anyone may, once its stake is below the minimum.
 *
 * @throws {WitanError} CONTRACT_REVERTED when it is not listed, or the account may not; and what sendCall throws.
 */
export async function leaveVerifiers(
  chain: Chain,
  parameters: leaveVerifiers.Parameters,
): Promise<Transaction> {
  const call = {
    ...verifierBench(chain),
    functionName: 'leaveVerifiers',
    args: [parameters.verifierId],
  } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace leaveVerifiers {
  type Parameters = WriteOptions & {
    readonly verifierId: NodeId
  }
}
