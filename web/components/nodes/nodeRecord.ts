import type { OnChainNode } from '#chain/onChainNode.ts'
import type { ExportRecord } from '@/lib/csv.ts'
import { isoTime } from '@/lib/format.ts'
import { lowestPrice, nodeState, rolesOf } from '@/lib/market/nodeTraits.ts'

/** Returns a node as a line of an export; amounts in micro-dollars. */
export function nodeRecord(node: OnChainNode): ExportRecord {
  return {
    nodeId: node.nodeId,
    state: nodeState(node),
    roles: rolesOf(node).join(' '),
    lowestPricePer1kOutputTokens: lowestPrice(node),
    stake: node.stake,
    room: node.room,
    owner: node.owner,
    signer: node.signer,
    peerId: node.peerId,
    operatorGroup: node.operatorGroup,
    registeredAt: isoTime(node.registeredAt),
    models: node.offers.map(({ modelId }) => modelId).join(' '),
  }
}
