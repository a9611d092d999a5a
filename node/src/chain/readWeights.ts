import type { NodeId } from '#protocol/ids.ts'
import { type Role, roleNumber } from '#protocol/role.ts'
import type { Chain } from './chain.ts'
import { reputationLedger } from './contracts.ts'
import { reading } from './reading.ts'

/** Most nodes that the ledger answers for at once. */
const MAX_NODES = 256

/**
 * Returns what the ledger trusts each node with in a role: stake for which its fees and checks vouch, smallest unit of
 * the stake token; zero for a jailed node. One call for up to 256 nodes.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function readWeights(
  chain: Chain,
  nodeIds: readonly NodeId[],
  role: Role,
): Promise<ReadonlyMap<NodeId, bigint>> {
  const weights = new Map<NodeId, bigint>()
  for (let from = 0; from < nodeIds.length; from += MAX_NODES) {
    const asked = nodeIds.slice(from, from + MAX_NODES)
    const found = await reading(chain, (reader) =>
      reader.readContract({
        ...reputationLedger(chain),
        functionName: 'weights',
        args: [asked, roleNumber(role)],
      }),
    )
    for (const [i, nodeId] of asked.entries()) weights.set(nodeId, found[i]!)
  }
  return weights
}
