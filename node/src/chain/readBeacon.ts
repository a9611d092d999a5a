import type { Hex } from '#protocol/bytes.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { blockBeaconAbi } from './generated/blockBeacon.ts'
import { reading } from './reading.ts'

/** What a round of the beacon gave. */
export type BeaconRound = {
  /** Undefined while nobody proved it. */
  readonly value: Hex | undefined
  /** Whether it was not proven in time and never will be. */
  readonly missed: boolean
}

/** Returns the randomness of a round of the beacon that draws duties and juries. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readBeacon(chain: Chain, round: bigint): Promise<BeaconRound> {
  return await reading(chain, async (reader) => {
    const address = await reader.readContract({ ...verifierBench(chain), functionName: 'BEACON' })
    // every beacon answers as this one does
    const [value, known, missed] = await reader.readContract({
      abi: blockBeaconAbi,
      address,
      functionName: 'randomness',
      args: [round],
    })
    return { value: known ? value : undefined, missed }
  })
}
