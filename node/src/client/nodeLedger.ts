/**
 * What one node of one job has earned so far, over all tasks it serves in it: vouchers are running totals per
 * node, not per task. The total only grows, never passes the cap, and never exceeds what was opened.
 */

import { WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'

export type NodeLedger = {
  readonly nodeId: NodeId
  /** Position in the job. */
  readonly index: number
  /** Most that the node can be paid, micro-dollars. */
  readonly cap: () => bigint
  readonly raiseCap: (by: bigint) => void
  /** Sets the most that an attempt can cost aside; false when the cap doesn't cover it beside the others. */
  readonly reserve: (attempt: string, maxCost: bigint) => boolean
  /** How much the cap lacks for one more attempt. */
  readonly lacking: (maxCost: bigint) => bigint
  /** States what an attempt earned up to now. @throws {WitanError} INTERNAL when it shrinks or passes what was set aside. */
  readonly earn: (attempt: string, amount: bigint) => void
  /** The attempt is over: what it earned stays, the rest of its reserve is free again. */
  readonly finish: (attempt: string) => void
  /** Sum of what all attempts earned. */
  readonly earned: () => bigint
}

type Entry = { readonly maxCost: bigint; readonly earned: bigint; readonly finished: boolean }

/** Returns a ledger without entries. */
export function createNodeLedger(nodeId: NodeId, index: number, initialCap: bigint): NodeLedger {
  let cap = initialCap
  const entries = new Map<string, Entry>()
  const sum = (amountOf: (entry: Entry) => bigint) => {
    let total = 0n
    for (const entry of entries.values()) total += amountOf(entry)
    return total
  }
  const committed = () => sum((entry) => (entry.finished ? entry.earned : entry.maxCost))
  const lacking = (maxCost: bigint) => {
    const missing = committed() + maxCost - cap
    return missing > 0n ? missing : 0n
  }
  return {
    nodeId,
    index,
    cap: () => cap,
    raiseCap: (by) => {
      cap += by
    },
    lacking,
    reserve: (attempt, maxCost) => {
      if (entries.has(attempt) || lacking(maxCost) > 0n) return false
      entries.set(attempt, { maxCost, earned: 0n, finished: false })
      return true
    },
    earn: (attempt, amount) => {
      const entry = entries.get(attempt)
      if (!entry || entry.finished || amount < entry.earned || amount > entry.maxCost) {
        throw new WitanError(
          'INTERNAL',
          'A node would be paid less than before or above its reserve.',
        )
      }
      entries.set(attempt, { ...entry, earned: amount })
    },
    finish: (attempt) => {
      const entry = entries.get(attempt)
      if (entry) entries.set(attempt, { ...entry, finished: true })
    },
    earned: () => sum((entry) => entry.earned),
  }
}
