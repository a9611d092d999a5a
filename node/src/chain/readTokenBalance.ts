import { erc20Abi } from 'viem'
import type { Address } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { reading } from './reading.ts'

/** Returns what an account holds of the payment token, in micro-dollars. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readTokenBalance(chain: Chain, account: Address): Promise<bigint> {
  const token = { abi: erc20Abi, address: chain.paymentToken } as const
  return await reading(chain, (reader) =>
    reader.readContract({ ...token, functionName: 'balanceOf', args: [account] }),
  )
}
