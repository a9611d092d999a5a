import type { Address, NodeId } from '#protocol/ids.ts'
import { accountOf, type Chain } from './chain.ts'
import { nodeStaking } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Pays out all thawed stake of a node of the account.
 *
 * @returns Amount in the smallest unit of the stake token beside the transaction.
 * @throws {WitanError} CONTRACT_REVERTED with the time when it has not thawed yet; and what sendCall throws.
 */
export async function withdrawStake(
  chain: Chain,
  parameters: withdrawStake.Parameters,
): Promise<Transaction & { readonly amount: bigint }> {
  const { nodeId, to = accountOf(chain) } = parameters
  const staking = nodeStaking(chain)
  const call = { ...staking, functionName: 'withdraw', args: [nodeId, to] } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  return { ...transaction, amount: eventIn(receipt, staking, 'StakeWithdrawn').amount }
}

export declare namespace withdrawStake {
  type Parameters = WriteOptions & {
    readonly nodeId: NodeId
    /** Who gets the tokens. @default the account */
    readonly to?: Address
  }
}
