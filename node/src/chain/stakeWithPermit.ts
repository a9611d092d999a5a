import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeStaking } from './contracts.ts'
import { assertTokenBalance, signPermit } from './permit.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'
import { spendInTurn } from './spendInTurn.ts'

/**
 * Adds stake of the account to a node in one transaction, by a permit that the account signs.
 *
 * @throws {WitanError} INSUFFICIENT_FUNDS when the account holds less; and what sendCall throws.
 */
export async function stakeWithPermit(
  chain: Chain,
  parameters: stakeWithPermit.Parameters,
): Promise<Transaction> {
  const { nodeId, amount } = parameters
  const staking = nodeStaking(chain)
  return await spendInTurn(chain, async () => {
    await assertTokenBalance(chain, chain.stakeToken, amount)
    const wanted = { token: chain.stakeToken, spender: staking.address, amount }
    const { deadline, v, r, s } = await signPermit(chain, wanted)
    const args = [nodeId, amount, deadline, v, r, s] as const
    const call = { ...staking, functionName: 'stakeWithPermit', args } as const
    return (await sendCall(chain, call, parameters)).transaction
  })
}

export declare namespace stakeWithPermit {
  type Parameters = WriteOptions & {
    readonly nodeId: NodeId
    /** In the smallest unit of the stake token. */
    readonly amount: bigint
  }
}
