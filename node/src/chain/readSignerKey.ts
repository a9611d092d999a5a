import { type Address, type NodeId, parseNodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeRegistry } from './contracts.ts'
import { reading } from './reading.ts'

/** To whom a signing key belongs. */
export type SignerKey = {
  readonly nodeId: NodeId
  /** Unix seconds; the largest time there is for the node's current signer. */
  readonly validUntil: number
}

/** Returns the node that a key signs or signed for; undefined for nobody's key. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readSignerKey(chain: Chain, signer: Address): Promise<SignerKey | undefined> {
  const [nodeId, validUntil] = await reading(chain, (reader) =>
    reader.readContract({ ...nodeRegistry(chain), functionName: 'keyOf', args: [signer] }),
  )
  return nodeId === 0 ? undefined : { nodeId: parseNodeId(nodeId), validUntil }
}
