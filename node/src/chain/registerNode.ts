import type { Hex } from '#protocol/bytes.ts'
import { type Address, type NodeId, parseNodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeRegistry } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { type Offer, offerArgs } from './offer.ts'
import { peerIdToBytes } from './peerId.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Registers a node that belongs to the account and takes jobs from now on, as far as its stake gives room.
 *
 * @returns The node's number beside the transaction.
 * @throws {WitanError} CONTRACT_REVERTED when the signer or the peer id was used before; INPUT_INVALID when the peer id
 * is malformed; and what sendCall throws.
 */
export async function registerNode(
  chain: Chain,
  parameters: registerNode.Parameters,
): Promise<Transaction & { readonly nodeId: NodeId }> {
  const {
    signer,
    peerId,
    offers,
    announcementHash = NO_ANNOUNCEMENT,
    operatorGroup = 0,
  } = parameters
  const registry = nodeRegistry(chain)
  const args = [
    signer,
    peerIdToBytes(peerId),
    announcementHash,
    operatorGroup,
    offers.map(offerArgs),
  ] as const
  const call = { ...registry, functionName: 'register', args } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  return {
    ...transaction,
    nodeId: parseNodeId(eventIn(receipt, registry, 'NodeRegistered').nodeId),
  }
}

export declare namespace registerNode {
  type Parameters = WriteOptions & {
    /** Key that signs the node's quotes and receipts; used by no node before. */
    readonly signer: Address
    /** libp2p peer id, base58; used by no node before. */
    readonly peerId: string
    /** Models served, at most 16. */
    readonly offers: readonly Offer[]
    /** Hash of the node's sealing key record. @default zero, to be published later */
    readonly announcementHash?: Hex
    /** Operator that the node declares; nodes of one group don't count as independent. @default 0, none */
    readonly operatorGroup?: number
  }
}

const NO_ANNOUNCEMENT: Hex = `0x${'00'.repeat(32)}`
