/**
 * A job as a person watches it: what submitJob tells, folded into one value with the time of each turn. Pure, so
 * that the page, the tests and a reload show the same.
 */

import type { Check } from '#client/check.ts'
import type { JobEvent, Settlement } from '#client/jobEvents.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Role } from '#protocol/role.ts'
import type { RankedNode } from '#routing/pickNodes.ts'

/** What happens in the page around a job, beside what the client tells. */
type PageEvent =
  /** The wallet is asked, or a key here signs. */
  | { readonly type: 'signing' }
  /** The rest can be taken back by a transaction that the requester has not agreed to yet. */
  | { readonly type: 'reclaimable'; readonly how: 'release' | 'close'; readonly problem?: string }
  | { readonly type: 'reclaiming' }
  | { readonly type: 'stopping' }

export type WatchedEvent = JobEvent | PageEvent

export type Reroute = { readonly from: NodeId; readonly to: NodeId; readonly code: ErrorCode }

export type TaskView = {
  readonly taskId: string
  readonly role: Role
  /** The expert's text so far, as it writes it. */
  readonly stream: string
  readonly tokens: number
  readonly reroutes: readonly Reroute[]
  readonly reason?: string
  readonly explored?: boolean
  readonly ranking?: readonly RankedNode[]
  /** Who serves it now. */
  readonly nodeId?: NodeId
  /** Most that its node can charge, micro-dollars. */
  readonly maxCost?: bigint
  readonly sealed?: {
    readonly nodeId: NodeId
    readonly envelopeBytes: number
    readonly requestHash: Hex
  }
  readonly sealedAtMs?: number
  readonly matchedAtMs?: number
  readonly firstTokenAtMs?: number
  /** Tokens that came with the first. */
  readonly firstTokens?: number
  readonly lastTokenAtMs?: number
  /** What its receipt bills, micro-dollars. */
  readonly cost?: bigint
  readonly checks?: readonly Check[]
  readonly answer?: string
  readonly workings?: string
  readonly problem?: { readonly code: ErrorCode; readonly message: string }
}

export type JobView = {
  readonly startedAtMs: number
  /** Of the last event. */
  readonly nowMs: number
  readonly tasks: readonly TaskView[]
  readonly receipts: readonly SignedReceipt[]
  /** Running totals of the vouchers, micro-dollars by node. */
  readonly vouched: Readonly<Record<number, bigint>>
  readonly stopping: boolean
  readonly planReason?: string
  readonly quoted?: Extract<JobEvent, { type: 'quoted' }>
  readonly funded?: Extract<JobEvent, { type: 'funded' }>
  readonly merged?: Extract<JobEvent, { type: 'merged' }>
  readonly settled?: Settlement & { readonly jobId: JobId }
  readonly failed?: { readonly code: ErrorCode; readonly message: string; readonly jobId?: JobId }
  /** Whether the wallet has the word. */
  readonly signing: boolean
  /** What the requester can agree to now. */
  readonly reclaimable?: { readonly how: 'release' | 'close'; readonly problem?: string }
  /** When each kind of event came first and last. */
  readonly times: Readonly<Partial<Record<WatchedEvent['type'], TimeSpan>>>
}

type TimeSpan = { readonly firstMs: number; readonly lastMs: number }

/** Returns a job that was just sent. */
export function startView(startedAtMs: number): JobView {
  return {
    startedAtMs,
    nowMs: startedAtMs,
    tasks: [],
    receipts: [],
    vouched: {},
    stopping: false,
    signing: false,
    times: {},
  }
}

/** Returns the job after an event. */
export function reduceJob(view: JobView, event: WatchedEvent, atMs: number): JobView {
  const seen = view.times[event.type]
  const times = {
    ...view.times,
    [event.type]: { firstMs: seen?.firstMs ?? atMs, lastMs: atMs },
  }
  return { ...apply(view, event, atMs), nowMs: atMs, times }
}

function apply(view: JobView, event: WatchedEvent, atMs: number): JobView {
  switch (event.type) {
    case 'planned':
      return {
        ...view,
        planReason: event.reason,
        tasks: event.tasks.map(({ id: taskId, role }) => ({
          taskId,
          role,
          stream: '',
          tokens: 0,
          reroutes: [],
        })),
      }
    case 'quoted':
      return event.tasks.reduce<JobView>(
        (next, { taskId, nodeId, maxCost }) => change(next, taskId, () => ({ nodeId, maxCost })),
        { ...view, quoted: event },
      )
    case 'funded':
      return { ...view, funded: event, signing: false }
    case 'voucher':
      return { ...view, vouched: { ...view.vouched, [event.nodeId]: event.total } }
    case 'merged':
      return { ...view, merged: event }
    case 'settled':
      return { ...view, settled: event, signing: false, reclaimable: undefined }
    case 'failed':
      return { ...view, failed: event, signing: false, reclaimable: undefined }
    case 'signing':
      return { ...view, signing: true }
    case 'reclaimable':
      return { ...view, signing: false, reclaimable: event }
    case 'reclaiming':
      return { ...view, reclaimable: undefined }
    case 'stopping':
      return { ...view, stopping: true }
    default:
      return change(
        event.type === 'receipt' ? { ...view, receipts: [...view.receipts, event.receipt] } : view,
        event.taskId,
        (task) => changeOf(task, event, atMs),
      )
  }
}

type TaskEvent = Extract<
  JobEvent,
  {
    type:
      | 'routed'
      | 'matched'
      | 'sealed'
      | 'token'
      | 'raced'
      | 'receipt'
      | 'answer'
      | 'rerouted'
      | 'taskFailed'
  }
>

function changeOf(task: TaskView, event: TaskEvent, atMs: number): Partial<TaskView> {
  switch (event.type) {
    case 'routed': {
      const { reason, explored, ranking } = event
      return { reason, explored, ranking, nodeId: ranking[0]?.nodeId }
    }
    case 'sealed': {
      const { nodeId, envelopeBytes, requestHash } = event
      return { nodeId, sealed: { nodeId, envelopeBytes, requestHash }, sealedAtMs: atMs }
    }
    case 'matched':
      return { nodeId: event.nodeId, matchedAtMs: atMs }
    case 'token':
      return {
        stream: task.stream + event.text,
        tokens: event.tokens,
        firstTokenAtMs: task.firstTokenAtMs ?? atMs,
        firstTokens: task.firstTokens ?? event.tokens,
        lastTokenAtMs: atMs,
      }
    case 'raced':
      return {}
    case 'receipt':
      return { cost: event.receipt.receipt.amount, checks: event.checks }
    case 'answer':
      return { nodeId: event.nodeId, answer: event.answer, workings: event.workings }
    case 'rerouted': {
      const { from, to, code } = event
      // the next node starts over, so what the failed one wrote is no part of the answer
      return {
        nodeId: to,
        reroutes: [...task.reroutes, { from, to, code }],
        stream: '',
        tokens: 0,
        firstTokenAtMs: undefined,
        firstTokens: undefined,
        lastTokenAtMs: undefined,
      }
    }
    case 'taskFailed':
      return { problem: { code: event.code, message: event.message } }
  }
}

function change(view: JobView, taskId: string, of: (task: TaskView) => Partial<TaskView>): JobView {
  return {
    ...view,
    tasks: view.tasks.map((task) => (task.taskId === taskId ? { ...task, ...of(task) } : task)),
  }
}
