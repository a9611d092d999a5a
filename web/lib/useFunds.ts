'use client'

/** What an account holds: `const { data: funds } = useFunds(wallet.address)`. */

import type { UseQueryResult } from '@tanstack/react-query'
import type { Address } from '#protocol/ids.ts'
import { requestRpc } from './requestRpc.ts'
import { useChainQuery } from './useChainQuery.ts'

export type Funds = {
  /** Payment tokens in the wallet (micro-dollars). */
  readonly tokens: bigint
  /** Free balance in the escrow (micro-dollars). */
  readonly deposit: bigint
  /** The chain's own coin, in wei. */
  readonly coins: bigint
}

/** Returns an account's balances; nothing is asked while there is no account. */
export function useFunds(address: Address | undefined): UseQueryResult<Funds> {
  return useChainQuery(
    ['funds', address],
    async (chain) => {
      const [{ readTokenBalance }, { readFreeBalance }] = await Promise.all([
        import('#chain/readTokenBalance.ts'),
        import('#chain/readFreeBalance.ts'),
      ])
      const [tokens, deposit, coins] = await Promise.all([
        readTokenBalance(chain, address!),
        readFreeBalance(chain, address!),
        requestRpc<string>('eth_getBalance', [address, 'latest']),
      ])
      return { tokens, deposit, coins: BigInt(coins) }
    },
    { enabled: address !== undefined },
  )
}
