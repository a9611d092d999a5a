/** A task over all its attempts: the chosen node, then stand-bys, then whoever else quoted, while money and time last. */

import { toHex } from '#protocol/bytes.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { type NodeId, parseTaskId, type TaskId } from '#protocol/ids.ts'
import { MAX_ALLOCATIONS } from '#protocol/limits.ts'
import type { Task } from '#swarm/plan.ts'
import type { Delivery } from './answerReader.ts'
import { askNode, type QuotedNode } from './collectQuotes.ts'
import { addLedger, type JobRun, lockedIn } from './jobRun.ts'
import type { NodeLedger } from './nodeLedger.ts'
import { randomBytes } from './randomBytes.ts'
import { runAttempt } from './runAttempt.ts'

/** A task and the nodes that quoted for it, best first. */
export type RoutedTask = {
  readonly task: Task
  readonly nodes: readonly QuotedNode[]
  /** Ends the count of the task at the node it was meant for; harmless when repeated. */
  readonly release: () => void
}

/** Another node would say the same, or nobody waits for an answer any more. */
const FINAL_CODES: ReadonlySet<ErrorCode> = new Set([
  'PROMPT_UNSUPPORTED',
  'INPUT_INVALID',
  'INPUT_TOO_LARGE',
  'ENVELOPE_TOO_LARGE',
  'MODE_UNSUPPORTED',
  'TASK_TIMEOUT',
  'ABORTED',
])
/** Time before full nodes are asked again (ms): a short task is over by then. */
const BUSY_PAUSE_MS = 250

/**
 * Returns the answer of a task, re-routed as often as needed.
 *
 * @param run - The funded job.
 * @param routed - The task and its nodes, best first.
 * @param text - What the expert is asked.
 * @throws {WitanError} The node's own error when one node was tried; TASK_FAILED with all codes when several were.
 */
export async function runTask(
  run: JobRun,
  routed: RoutedTask,
  text: string,
  signal: AbortSignal,
): Promise<Delivery & { readonly nodeId: NodeId }> {
  const { task } = routed
  const failures: Failure[] = []
  const full = new Set<NodeId>()
  const renewed = new Set<NodeId>()
  let left = [...routed.nodes]
  for (;;) {
    const taskId = parseTaskId(toHex(randomBytes(32)))
    const chosen = await chooseFunded(run, left, taskId)
    if (!chosen) throw summarize(failures)
    left = left.filter((node) => node !== chosen.quoted)
    const { nodeId } = chosen.quoted.node
    routed.release()
    noteReroute(run, task.id, failures.at(-1), nodeId)
    try {
      const replaceable = left.some((node) => canFund(run, node))
      const attempt = { planTaskId: task.id, taskId, text, ...chosen, replaceable, signal }
      return { ...(await runAttempt(run, attempt)), nodeId }
    } catch (cause) {
      const error = cause as WitanError
      if (signal.aborted || FINAL_CODES.has(error.code)) throw error
      failures.push({ nodeId, error })
      if (error.code === 'NODE_BUSY') {
        // it only lacked a place: it is asked again, after the others
        full.add(nodeId)
        left.push(chosen.quoted)
        if (left.every(({ node }) => full.has(node.nodeId))) await pause(run, signal)
      }
      if (error.code === 'QUOTE_EXPIRED' && !renewed.has(nodeId)) {
        renewed.add(nodeId)
        left.unshift(...(await renew(run, chosen.quoted, signal)))
      }
    }
  }
}

type Failure = { readonly nodeId: NodeId; readonly error: WitanError }

function noteReroute(run: JobRun, taskId: string, last: Failure | undefined, to: NodeId): void {
  if (!last || last.nodeId === to) return
  run.emit({ type: 'rerouted', taskId, from: last.nodeId, to, code: last.error.code })
}

async function pause(run: JobRun, signal: AbortSignal): Promise<void> {
  const { clock } = run.client
  await clock.sleep(BUSY_PAUSE_MS, { signal })
  if (clock.nowSeconds() < run.taskDeadline) return
  throw new WitanError('TASK_TIMEOUT', 'No node had a free place before the deadline.')
}

/** A node that restarted has a new sealing key, and quotes end while others are tried: ask once more. */
async function renew(run: JobRun, quoted: QuotedNode, signal: AbortSignal): Promise<QuotedNode[]> {
  try {
    return [await askNode(run.client, quoted.node, quoted.request, signal)]
  } catch (error) {
    if (!isWitanError(error) || signal.aborted) throw error
    return []
  }
}

/** Sets an attempt's cost aside at the first node that money is locked for, or locks more; undefined when neither works. */
async function chooseFunded(
  run: JobRun,
  nodes: readonly QuotedNode[],
  taskId: TaskId,
): Promise<{ quoted: QuotedNode; ledger: NodeLedger } | undefined> {
  return run.amending(async () => {
    for (const quoted of nodes) {
      const ledger = run.ledgers.get(quoted.node.nodeId)
      if (ledger?.reserve(taskId, quoted.maxCost)) return { quoted, ledger }
    }
    for (const quoted of nodes) {
      if (!canFund(run, quoted)) continue
      try {
        const ledger = await lockMore(run, quoted)
        if (ledger.reserve(taskId, quoted.maxCost)) return { quoted, ledger }
      } catch (error) {
        // out of stake, out of balance, job over: another node may still be funded already
        if (!isWitanError(error)) throw error
      }
    }
    return undefined
  })
}

function canFund(run: JobRun, { node, maxCost }: QuotedNode): boolean {
  const ledger = run.ledgers.get(node.nodeId)
  const missing = ledger ? ledger.lacking(maxCost) : maxCost
  if (!ledger && run.ledgers.size >= MAX_ALLOCATIONS) return false
  return lockedIn(run) + missing <= run.maxBudget
}

/** Raises a node's cap or adds the node, on chain. */
async function lockMore(run: JobRun, { node, maxCost }: QuotedNode): Promise<NodeLedger> {
  const { chain, funding } = run.client
  const ledger = run.ledgers.get(node.nodeId)
  const by = ledger ? ledger.lacking(maxCost) : maxCost || 1n
  const { txHash } = await funding(async () => {
    const free = await chain.readFreeBalance()
    if (free < by) run.txHashes.push((await chain.deposit(by - free)).txHash)
    return chain.amendJob({
      jobId: run.jobId,
      sessionKey: run.sessionKey.address,
      raised: ledger ? [{ index: ledger.index, by }] : [],
      added: ledger ? [] : [{ nodeId: node.nodeId, cap: by }],
    })
  })
  run.txHashes.push(txHash)
  ledger?.raiseCap(by)
  const locked = ledger ?? addLedger(run, node.nodeId, run.ledgers.size, by)
  await run.save()
  return locked
}

function summarize(failures: readonly Failure[]): WitanError {
  if (failures.length === 1) return failures[0]!.error
  const tried = failures.map(({ nodeId, error }) => `node ${nodeId} ${error.code}`).join(', ')
  return new WitanError(
    'TASK_FAILED',
    failures.length === 0
      ? 'No node could be funded within the budget.'
      : `Every node that was tried failed: ${tried}. The unspent part is refunded.`,
    { meta: { tried, attempts: failures.length } },
  )
}
