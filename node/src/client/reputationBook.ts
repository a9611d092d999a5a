/** What the chain's ledger says of nodes, kept for a few seconds: one call for all nodes of a role. */

import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import type { Clock, ReadingPort } from './ports.ts'

/** Weights by node; a node that the ledger was not asked for has none. */
export type Weights = ReadonlyMap<NodeId, bigint>

export type ReputationBook = {
  /** Returns the weights of nodes in a role. @throws {WitanError} CHAIN_UNREACHABLE. */
  readonly weightsOf: (role: Role, nodeIds: readonly NodeId[]) => Promise<Weights>
}

/** How long an answer is used (ms): a punishment counts within two blocks, and a busy client asks no more than that. */
const FRESH_MS = 5_000

/** Returns an empty book. */
export function createReputationBook(
  chain: Pick<ReadingPort, 'readWeights'>,
  clock: Pick<Clock, 'nowMs'>,
): ReputationBook {
  const pages = new Map<Role, { readonly at: number; readonly weights: Promise<Weights> }>()
  return {
    weightsOf: async (role, nodeIds) => {
      const page = pages.get(role)
      if (page !== undefined && clock.nowMs() - page.at < FRESH_MS) {
        const weights = await page.weights
        // a node that is new since then is worth another question
        if (nodeIds.every((nodeId) => weights.has(nodeId))) return weights
      }
      const weights = chain.readWeights(nodeIds, role)
      const asked = { at: clock.nowMs(), weights }
      pages.set(role, asked)
      weights.catch(() => {
        if (pages.get(role) === asked) pages.delete(role)
      })
      return await weights
    },
  }
}

/** Returns a node's share of the greatest of some nodes' weights, 0 to 1; 0 where nobody has any. */
export function shareOfWeight(weights: Weights, nodeId: NodeId, among: readonly NodeId[]): number {
  const greatest = among.reduce((most, one) => {
    const weight = weights.get(one) ?? 0n
    return weight > most ? weight : most
  }, 0n)
  return greatest === 0n ? 0 : Number(weights.get(nodeId) ?? 0n) / Number(greatest)
}
