import type { NodeId } from '#protocol/ids.ts'
import { approve } from './approve.ts'
import type { Chain } from './chain.ts'
import { nodeStaking } from './contracts.ts'
import { assertTokenBalance } from './permit.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'
import { spendInTurn } from './spendInTurn.ts'

/**
 * Adds stake of the account to a node: an approval where needed, then the stake.
 *
 * @throws {WitanError} INSUFFICIENT_FUNDS when the account holds less; and what sendCall throws.
 */
export async function stake(chain: Chain, parameters: stake.Parameters): Promise<Transaction> {
  const { nodeId, amount } = parameters
  const staking = nodeStaking(chain)
  return await spendInTurn(chain, async () => {
    await assertTokenBalance(chain, chain.stakeToken, amount)
    const allowance = { token: chain.stakeToken, spender: staking.address, amount }
    await approve(chain, allowance, parameters)
    const call = { ...staking, functionName: 'stake', args: [nodeId, amount] } as const
    return (await sendCall(chain, call, parameters)).transaction
  })
}

export declare namespace stake {
  type Parameters = WriteOptions & {
    readonly nodeId: NodeId
    /** In the smallest unit of the stake token. */
    readonly amount: bigint
  }
}
