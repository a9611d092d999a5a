import type { OnChainNode } from '#chain/onChainNode.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { WitanError } from '#protocol/errors.ts'
import { CLOCK_SKEW_SECONDS } from '#protocol/limits.ts'
import type { Mode } from '#protocol/mode.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import type { Role } from '#protocol/role.ts'
import { nodeRecordTypedData } from '#protocol/typedData.ts'
import { abortable } from './abortable.ts'
import type { Client } from './createClient.ts'

/** Most nodes that are asked for one task: enough choice, and a crowd of identities can't slow a job down. */
const MAX_ASKED = 12

/** Returns up to 12 active nodes that offer a role in a mode, drawn by stake, so that no node is always left out. */
export function drawNodes(
  nodes: readonly OnChainNode[],
  role: Role,
  mode: Mode,
  random: () => number,
): OnChainNode[] {
  return nodes
    .filter((node) => node.active && node.offers.some((offer) => serves(offer, role, mode)))
    .map((node) => ({ node, key: Math.log(random() || 1e-9) / (1 + Number(node.stake)) }))
    .sort((a, b) => b.key - a.key)
    .slice(0, MAX_ASKED)
    .map(({ node }) => node)
}

/** Returns the roles that active nodes offer in a mode. */
export function offeredRoles(nodes: readonly OnChainNode[], mode: Mode): Role[] {
  const offers = nodes.filter(({ active }) => active).flatMap((node) => node.offers)
  return [...new Set(offers.filter(({ modes }) => modes.includes(mode)).map(({ role }) => role))]
}

/**
 * Returns a node's record after checking it against the chain: who serves it doesn't matter.
 *
 * @throws {WitanError} NODE_OFFLINE when there is no record; SIGNATURE_INVALID when the node's signer didn't sign it.
 */
export async function findTrustedRecord(
  client: Client,
  node: OnChainNode,
  signal: AbortSignal,
): Promise<SignedNodeRecord> {
  const { nodeBook } = client
  const kept = nodeBook.recordOf(node.nodeId)
  if (kept && isCurrent(client, kept)) return kept
  return abortable(
    nodeBook.learnRecord(node.nodeId, () => search(client, node)),
    signal,
  )
}

/** Looks a node up for every job that waits for it, so no single job's end may stop the search. */
async function search(client: Client, node: OnChainNode): Promise<SignedNodeRecord> {
  const { clock, limits, transport, chain } = client
  const stop = new AbortController()
  const { signal } = stop
  const tooLate = clock.sleep(limits.quoteTimeoutMs, { signal }).then(() => undefined)
  const found = await Promise.race([transport.findRecord(node.nodeId, { signal }), tooLate])
    // ends the lookup and the wait, whichever is still going on
    .finally(() => stop.abort(new WitanError('ABORTED', 'The search is over.')))
  if (!found || !isCurrent(client, found)) {
    throw new WitanError('NODE_OFFLINE', `Node ${node.nodeId} has not announced where it is.`)
  }
  const { record, signature } = found
  const signer = await recoverSigner(nodeRecordTypedData(chain.context, record), signature)
  if (signer !== node.signer || record.nodeId !== node.nodeId || record.peerId !== node.peerId) {
    throw new WitanError('SIGNATURE_INVALID', `The record of node ${node.nodeId} is not its own.`)
  }
  return found
}

function isCurrent({ clock }: Client, { record }: SignedNodeRecord): boolean {
  return record.expiresAt + CLOCK_SKEW_SECONDS > clock.nowSeconds()
}

function serves(offer: OnChainNode['offers'][number], role: Role, mode: Mode): boolean {
  return offer.role === role && offer.modes.includes(mode)
}
