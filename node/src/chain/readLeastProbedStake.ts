import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { reading } from './reading.ts'

/** Returns the active stake below which a verifier may skip a node, smallest unit. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readLeastProbedStake(chain: Chain): Promise<bigint> {
  return await reading(chain, (reader) =>
    reader.readContract({ ...verifierBench(chain), functionName: 'MIN_PROBED_STAKE' }),
  )
}
