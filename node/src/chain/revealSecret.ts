import type { Hex } from '#protocol/bytes.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Gives the secret of a verifier's batch after the end of its epoch; with the beacon it gives the duties.
 *
 * @throws {WitanError} CONTRACT_REVERTED when it is another secret, or too early or late; and what sendCall throws.
 */
export async function revealSecret(
  chain: Chain,
  parameters: revealSecret.Parameters,
): Promise<Transaction> {
  const call = {
    ...verifierBench(chain),
    functionName: 'revealSecret',
    args: [parameters.verifierId, parameters.epoch, parameters.secret],
  } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace revealSecret {
  type Parameters = WriteOptions & {
    readonly verifierId: NodeId
    readonly epoch: number
    readonly secret: Hex
  }
}
