import type { Address } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeStaking } from './contracts.ts'
import { reading } from './reading.ts'

/** Returns what slashes left for an account as finder or victim, smallest unit of the stake token. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readProceeds(chain: Chain, account: Address): Promise<bigint> {
  return await reading(chain, (reader) =>
    reader.readContract({ ...nodeStaking(chain), functionName: 'proceedsOf', args: [account] }),
  )
}
