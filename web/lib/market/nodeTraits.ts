/** What a list of nodes shows and searches. Pure. */

import type { OnChainNode } from '#chain/onChainNode.ts'
import type { Role } from '#protocol/role.ts'

/** Returns the roles that a node offers, each once. */
export function rolesOf({ offers }: OnChainNode): readonly Role[] {
  return [...new Set(offers.map(({ role }) => role))]
}

/** Returns the lowest price per 1,000 output tokens, micro-dollars; undefined without offers. */
export function lowestPrice({ offers }: OnChainNode): bigint | undefined {
  return offers
    .map(({ pricePer1kOutputTokens }) => pricePer1kOutputTokens)
    .reduce<bigint | undefined>(
      (lowest, price) => (lowest === undefined || price < lowest ? price : lowest),
      undefined,
    )
}

/** Why a node can or can't take a job now. */
export type NodeState = 'takes jobs' | 'no room' | 'not staked' | 'offers nothing' | 'inactive'

/** Returns what a requester must know about a node; a jailed node has no room. */
export function nodeState({ active, offers, stake, room }: OnChainNode): NodeState {
  if (!active) return 'inactive'
  if (offers.length === 0) return 'offers nothing'
  if (stake === 0n) return 'not staked'
  return room === 0n ? 'no room' : 'takes jobs'
}

/** Returns the nodes that a text and a role leave; the text may be a number, an account, a peer id or a model. */
export function findNodes(
  nodes: readonly OnChainNode[],
  wanted: { readonly text: string; readonly role: string },
): readonly OnChainNode[] {
  const text = wanted.text.trim().toLowerCase()
  return nodes.filter((node) => {
    if (wanted.role !== '' && !node.offers.some(({ role }) => role === wanted.role)) return false
    if (text === '') return true
    if (/^(node )?\d+$/.test(text)) return node.nodeId === Number(text.replace('node ', ''))
    const words = [
      node.owner,
      node.signer,
      node.peerId.toLowerCase(),
      ...rolesOf(node),
      ...node.offers.map(({ modelId }) => modelId),
    ]
    return words.some((word) => word.includes(text))
  })
}
