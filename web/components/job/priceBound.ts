/** The price before anything is sent: what the published offers of the nodes allow at most. Pure. */

import type { OnChainNode } from '#chain/onChainNode.ts'
import { MAX_REQUEST_BYTES, REQUEST_FRAME_BYTES } from '#protocol/limits.ts'
import type { Mode } from '#protocol/mode.ts'
import { costOf, type Prices } from '#protocol/price.ts'
import type { Task } from '#swarm/plan.ts'
import { maxTaskBytes } from '#swarm/taskText.ts'

export type PriceBound = {
  /** Most that the answer can cost, micro-dollars. */
  readonly most: bigint
  /** Least, at the cheapest published prices and full length. */
  readonly least: bigint
  /** Quotes above these prices are to be refused, so that the bound holds. */
  readonly ceiling: Prices
  /** How many nodes offer at least one of the roles. */
  readonly nodes: number
}

/**
 * Returns the bound of a plan; undefined when a role of it is on nobody's offer.
 *
 * @param tasks - The plan, made in the page.
 * @param nodes - All nodes on chain.
 * @param options - Mode and length of the answer.
 */
export function priceBound(
  tasks: readonly Task[],
  nodes: readonly OnChainNode[],
  { mode, maxOutputTokens }: { readonly mode: Mode; readonly maxOutputTokens: number },
): PriceBound | undefined {
  let [most, least] = [0n, 0n]
  let ceiling: Prices = { pricePer1kInputBytes: 0n, pricePer1kOutputTokens: 0n }
  const serving = new Set<number>()
  for (const task of tasks) {
    const bytes = Math.ceil(maxTaskBytes(task) / REQUEST_FRAME_BYTES) * REQUEST_FRAME_BYTES
    const usage = {
      inputBytes: Math.min(MAX_REQUEST_BYTES, bytes),
      outputTokens: maxOutputTokens,
    }
    const costs: bigint[] = []
    for (const { active, offers, nodeId } of nodes) {
      if (!active) continue
      for (const offer of offers) {
        if (offer.role !== task.role || !offer.modes.includes(mode)) continue
        serving.add(nodeId)
        costs.push(costOf(offer, usage))
        ceiling = higher(ceiling, offer)
      }
    }
    if (costs.length === 0) return undefined
    costs.sort(compareAmounts)
    most += costs.at(-1)!
    least += costs[0]!
  }
  return { most, least, ceiling, nodes: serving.size }
}

function higher(a: Prices, b: Prices): Prices {
  const max = (x: bigint, y: bigint) => [x, y].sort(compareAmounts)[1]!
  return {
    pricePer1kInputBytes: max(a.pricePer1kInputBytes, b.pricePer1kInputBytes),
    pricePer1kOutputTokens: max(a.pricePer1kOutputTokens, b.pricePer1kOutputTokens),
  }
}

function compareAmounts(a: bigint, b: bigint): number {
  return Number(a - b)
}
