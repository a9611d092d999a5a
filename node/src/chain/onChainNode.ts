/** A node as the chain knows it: identity and offers from the registry, room for jobs from its stake. */

import type { Hex } from '#protocol/bytes.ts'
import { type Address, type NodeId, parseAddress, parseNodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { jobEscrow, nodeStaking } from './contracts.ts'
import { type Offer, parseOffer } from './offer.ts'
import { peerIdFromBytes } from './peerId.ts'
import { reading } from './reading.ts'

export type OnChainNode = {
  readonly nodeId: NodeId
  readonly owner: Address
  /** Key that signs the node's quotes, receipts and Done messages. */
  readonly signer: Address
  /** libp2p peer id, base58. */
  readonly peerId: string
  /** Whether new jobs may name the node. */
  readonly active: boolean
  readonly offers: readonly Offer[]
  /** Active stake, in the smallest unit of the stake token. */
  readonly stake: bigint
  /** Most that new jobs may allocate to the node now, micro-dollars: what its stake covers, less its open jobs. */
  readonly room: bigint
  /** Nodes of one group don't count as independent; zero names no group. */
  readonly operatorGroup: number
  /** Hash of the node's sealing key record; zero while there is none. */
  readonly announcementHash: Hex
  /** Unix seconds. */
  readonly registeredAt: number
}

export type RegistryView = {
  readonly nodeId: number
  readonly active: boolean
  readonly operatorGroup: number
  readonly registeredAt: number
  readonly owner: Hex
  readonly signer: Hex
  readonly announcementHash: Hex
  readonly peerId: Hex
  readonly offers: readonly Parameters<typeof parseOffer>[0][]
}

/** Returns nodes of the registry joined with their stake and their open jobs, in the same order. */
export async function joinStakes(
  chain: Chain,
  views: readonly RegistryView[],
): Promise<readonly OnChainNode[]> {
  if (views.length === 0) return []
  const nodeIds = views.map(({ nodeId }) => nodeId)
  const [escrow, staking] = [jobEscrow(chain), nodeStaking(chain)]
  const [capacities, stakes, accounts] = await reading(chain, (reader) =>
    Promise.all([
      reader.readContract({ ...staking, functionName: 'capacityOf', args: [nodeIds] }),
      Promise.all(
        nodeIds.map((id) =>
          reader.readContract({ ...staking, functionName: 'stakeOf', args: [id] }),
        ),
      ),
      Promise.all(
        nodeIds.map((id) =>
          reader.readContract({ ...escrow, functionName: 'accountOf', args: [id] }),
        ),
      ),
    ]),
  )
  return views.map((view, i) => nodeOf(view, stakes[i]!.active, capacities[i]! - accounts[i]!.open))
}

function nodeOf(view: RegistryView, stake: bigint, room: bigint): OnChainNode {
  return {
    nodeId: parseNodeId(view.nodeId),
    owner: parseAddress(view.owner),
    signer: parseAddress(view.signer),
    peerId: peerIdFromBytes(view.peerId),
    active: view.active,
    offers: view.offers.map(parseOffer).filter((offer) => offer !== undefined),
    stake,
    // Stake that was thawed or slashed may leave open jobs uncovered.
    room: room > 0n ? room : 0n,
    operatorGroup: view.operatorGroup,
    announcementHash: view.announcementHash,
    registeredAt: view.registeredAt,
  }
}
