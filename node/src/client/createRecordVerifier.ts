/** Which node records a host believes: those of registered nodes, signed by their signer, for their peer id. */

import type { Chain } from '#chain/chain.ts'
import { readNode } from '#chain/readNode.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import { nodeRecordTypedData } from '#protocol/typedData.ts'

/** How long an answer of the registry counts (ms): a stranger's flood of records must not become a flood of requests. */
const REGISTRY_CACHE_MS = 10_000
/** Nodes that are remembered at once. */
const MAX_CACHED = 1_024

type Registered = { readonly signer: string; readonly peerId: string }

/** Returns what decides whether a record is its node's own; false, too, while the chain does not answer. */
export function createRecordVerifier(chain: Chain): (signed: SignedNodeRecord) => Promise<boolean> {
  const cached = new Map<
    number,
    { readonly until: number; readonly node: Promise<Registered | undefined> }
  >()

  const registered = (nodeId: SignedNodeRecord['record']['nodeId']) => {
    const known = cached.get(nodeId)
    if (known !== undefined && known.until > Date.now()) return known.node
    const node = readNode(chain, nodeId)
    cached.delete(nodeId)
    cached.set(nodeId, { until: Date.now() + REGISTRY_CACHE_MS, node })
    if (cached.size > MAX_CACHED) cached.delete(cached.keys().next().value!)
    node.catch(() => cached.delete(nodeId))
    return node
  }

  return async ({ record, signature }) => {
    try {
      const signer = await recoverSigner(nodeRecordTypedData(chain.context, record), signature)
      const node = await registered(record.nodeId)
      return node?.signer === signer && node.peerId === record.peerId
    } catch {
      return false
    }
  }
}
