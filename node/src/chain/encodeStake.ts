import { encodeFunctionData, erc20Abi } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import type { Address } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeStaking } from './contracts.ts'
import type { stake } from './stake.ts'

/** A transaction that nobody signed yet; it sends no coins. */
export type UnsignedCall = { readonly to: Address; readonly data: Hex }

/** Returns the two calls that stake, in their order, for a wallet that signs elsewhere: approval of exactly the amount, then the stake. */
export function encodeStake(
  chain: Chain,
  { nodeId, amount }: Pick<stake.Parameters, 'nodeId' | 'amount'>,
): { readonly approve: UnsignedCall; readonly stake: UnsignedCall } {
  const { abi, address } = nodeStaking(chain)
  return {
    approve: {
      to: chain.stakeToken,
      data: encodeFunctionData({
        abi: erc20Abi,
        functionName: 'approve',
        args: [address, amount],
      }),
    },
    stake: {
      to: address,
      data: encodeFunctionData({ abi, functionName: 'stake', args: [nodeId, amount] }),
    },
  }
}
