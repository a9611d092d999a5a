/** How a job's budget becomes caps per node. Refuses before anything is signed. Pure. */

import { WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Allocation } from '#protocol/job.ts'
import { MAX_ALLOCATIONS } from '#protocol/limits.ts'
import { formatDollars, MAX_AMOUNT } from '#protocol/units.ts'

/** What one task can cost at most, by node, in micro-dollars. */
export type TaskCost = {
  readonly taskId: string
  readonly primary: { readonly nodeId: NodeId; readonly maxCost: bigint }
  /** Nodes that could take over, best first. */
  readonly standBys: readonly { readonly nodeId: NodeId; readonly maxCost: bigint }[]
}

export type Budget = {
  /** One allocation per node, primaries first; the order is the order on chain. */
  readonly allocations: readonly Allocation[]
  /** Sum of the caps, micro-dollars: what is locked. */
  readonly total: bigint
  /** What the primaries alone need, micro-dollars. */
  readonly required: bigint
  /** The stand-by that is funded, by task id. */
  readonly standBys: Readonly<Record<string, NodeId>>
}

/**
 * Returns the caps of a job: each primary's tasks at their highest usage, then one stand-by per task as far
 * as the budget reaches, in the order of the tasks. The caps never add up to more than `maxBudget`.
 *
 * @param tasks - Costs under the nodes' quotes.
 * @param maxBudget - Most that may be locked, micro-dollars.
 * @throws {WitanError} BUDGET_TOO_LOW with what is required and what was given.
 */
export function allocateBudget(tasks: readonly TaskCost[], maxBudget: bigint): Budget {
  const caps = new Map<NodeId, bigint>()
  const raise = (nodeId: NodeId, by: bigint) =>
    caps.set(nodeId, (caps.get(nodeId) ?? 0n) + atLeastOne(by))
  for (const { primary } of tasks) raise(primary.nodeId, primary.maxCost)
  const required = sum(caps.values())
  if (required > maxBudget || required > MAX_AMOUNT) {
    throw new WitanError(
      'BUDGET_TOO_LOW',
      `The request can cost up to ${formatDollars(required)} dollars and the budget is ${formatDollars(maxBudget)}. Raise the budget or shorten the request; nothing was signed.`,
      { meta: { required, given: maxBudget } },
    )
  }
  const standBys: Record<string, NodeId> = {}
  let left = maxBudget - required
  for (const { taskId, standBys: candidates } of tasks) {
    const next = candidates.find(
      ({ nodeId, maxCost }) =>
        atLeastOne(maxCost) <= left && (caps.has(nodeId) || caps.size < MAX_ALLOCATIONS),
    )
    if (!next) continue
    standBys[taskId] = next.nodeId
    raise(next.nodeId, next.maxCost)
    left -= atLeastOne(next.maxCost)
  }
  const allocations = [...caps].map(([nodeId, cap]) => ({ nodeId, cap }))
  return { allocations, total: sum(allocations.map(({ cap }) => cap)), required, standBys }
}

/** The chain refuses a cap of zero, also for work that is free. */
function atLeastOne(amount: bigint): bigint {
  return amount === 0n ? 1n : amount
}

function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}
