import type { Address } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { reading } from './reading.ts'

/** Returns an account's coins for transactions, wei. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readCoinBalance(chain: Chain, address: Address): Promise<bigint> {
  return await reading(chain, (reader) => reader.getBalance({ address }))
}
