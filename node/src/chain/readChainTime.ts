import type { Chain } from './chain.ts'
import { reading } from './reading.ts'

/** Returns the time of the latest block, Unix seconds. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readChainTime(chain: Chain): Promise<number> {
  const { timestamp } = await reading(chain, (reader) => reader.getBlock())
  return Number(timestamp)
}
