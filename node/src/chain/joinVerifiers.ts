import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Lists a node as a verifier: it can be drawn into juries from now on.
 *
 * @throws {WitanError} CONTRACT_REVERTED when its stake is too small, it is listed already, or the list is full; and what sendCall throws.
 */
export async function joinVerifiers(
  chain: Chain,
  parameters: joinVerifiers.Parameters,
): Promise<Transaction> {
  const call = {
    ...verifierBench(chain),
    functionName: 'joinVerifiers',
    args: [parameters.verifierId],
  } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace joinVerifiers {
  type Parameters = WriteOptions & {
    readonly verifierId: NodeId
  }
}
