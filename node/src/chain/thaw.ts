import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeStaking } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Starts to take stake out of a node of the account. A second call restarts the clock of everything that thaws.
 *
 * @returns When the thawing stake may be withdrawn, Unix seconds, beside the transaction.
 * @throws {WitanError} CONTRACT_REVERTED when the node has less active stake; and what sendCall throws.
 */
export async function thaw(
  chain: Chain,
  parameters: thaw.Parameters,
): Promise<Transaction & { readonly thawsAt: number }> {
  const { nodeId, amount } = parameters
  const staking = nodeStaking(chain)
  const call = { ...staking, functionName: 'thaw', args: [nodeId, amount] } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  return { ...transaction, thawsAt: eventIn(receipt, staking, 'Thawed').thawsAt }
}

export declare namespace thaw {
  type Parameters = WriteOptions & {
    readonly nodeId: NodeId
    /** In the smallest unit of the stake token. */
    readonly amount: bigint
  }
}
