import type { Chain } from './chain.ts'
import { nodeRegistry } from './contracts.ts'
import { joinStakes, type OnChainNode, type RegistryView } from './onChainNode.ts'
import { reading } from './reading.ts'

/** Equal to NodeRegistry.MAX_PAGE. */
const PAGE = 100

/**
 * Returns every registered node, in order of registration, active or not. Offers of unknown roles are left out.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function listNodes(chain: Chain): Promise<readonly OnChainNode[]> {
  const registry = nodeRegistry(chain)
  const views: RegistryView[] = []
  for (;;) {
    const args = [views.length + 1, PAGE] as const
    const page = await reading(chain, (reader) =>
      reader.readContract({ ...registry, functionName: 'nodesPage', args }),
    )
    views.push(...page)
    if (page.length < PAGE) return await joinStakes(chain, views)
  }
}
