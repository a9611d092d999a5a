import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Skips a duty whose node need not be probed: inactive, jailed, with next to no stake, or of the verifier's own operator.
 *
 * @throws {WitanError} CONTRACT_REVERTED when the node serves; and what sendCall throws.
 */
export async function skipProbe(
  chain: Chain,
  parameters: skipProbe.Parameters,
): Promise<Transaction> {
  const call = {
    ...verifierBench(chain),
    functionName: 'skipProbe',
    args: [parameters.verifierId, parameters.epoch, parameters.index],
  } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace skipProbe {
  type Parameters = WriteOptions & {
    readonly verifierId: NodeId
    readonly epoch: number
    readonly index: number
  }
}
