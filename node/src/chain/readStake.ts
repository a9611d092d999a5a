import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeStaking } from './contracts.ts'
import { reading } from './reading.ts'

/** Stake of a node, in the smallest unit of the stake token. */
export type Stake = {
  /** Gives the node room for jobs. */
  readonly active: bigint
  /** On its way out; gives no room and can still be slashed. */
  readonly thawing: bigint
  /** When the thawing stake may be withdrawn, Unix seconds; zero while nothing thaws. */
  readonly thawsAt: number
  /** Until when the node may not take new jobs, Unix seconds. */
  readonly jailedUntil: number
}

/** Returns the stake of a node; all zero for an unknown one. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readStake(chain: Chain, nodeId: NodeId): Promise<Stake> {
  const { active, thawing, thawsAt, jailedUntil } = await reading(chain, (reader) =>
    reader.readContract({ ...nodeStaking(chain), functionName: 'stakeOf', args: [nodeId] }),
  )
  return { active, thawing, thawsAt, jailedUntil }
}
