import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeRegistry } from './contracts.ts'
import { joinStakes, type OnChainNode } from './onChainNode.ts'
import { reading } from './reading.ts'

/** Returns one node; undefined for a number that was never given. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readNode(chain: Chain, nodeId: NodeId): Promise<OnChainNode | undefined> {
  // A page of one, since asking for an unknown node itself reverts.
  const page = await reading(chain, (reader) =>
    reader.readContract({ ...nodeRegistry(chain), functionName: 'nodesPage', args: [nodeId, 1] }),
  )
  const [node] = await joinStakes(chain, page)
  return node
}
