/** The steps of a job with their state, time and cost, computed from its view. Pure. */

import type { NodeId } from '#protocol/ids.ts'
import type { JobView, TaskView, WatchedEvent } from './jobView.ts'

const STEP_IDS = ['plan', 'route', 'fund', 'seal', 'stream', 'verify', 'merge', 'settle'] as const
export type StepId = (typeof STEP_IDS)[number]

export type JobStep = {
  readonly id: StepId
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped'
  /** Milliseconds that it took, or takes so far. */
  readonly spanMs?: number
  /** Micro-dollars: most at the price, then what is locked, owed, paid. */
  readonly cost?: bigint
  readonly nodeIds: readonly NodeId[]
}

/** Returns every step in order; what comes after a failure is skipped, but not the settlement of locked money. */
export function stepsOf(view: JobView): readonly JobStep[] {
  const ends = endsOf(view)
  const over = view.failed !== undefined || view.settled !== undefined
  let startMs: number | undefined = view.startedAtMs
  return STEP_IDS.map((id): JobStep => {
    const endMs = ends[id]
    const begins: number | undefined = startMs
    const state = stateOf(view, id, { endMs, begins, over })
    if (endMs !== undefined) startMs = endMs
    // tasks run side by side, so the next step begins where this one first got somewhere
    else startMs = id === 'settle' ? undefined : beginOfNext(view, id)
    const until = endMs ?? (state === 'running' ? view.nowMs : undefined)
    return {
      id,
      state,
      ...(begins !== undefined && until !== undefined && state !== 'skipped'
        ? { spanMs: Math.max(0, until - begins) }
        : {}),
      ...costOf(view, id),
      nodeIds: nodesOf(view, id),
    }
  })
}

/** Returns the step that is going on, if any. */
export function currentStep(view: JobView): JobStep | undefined {
  return stepsOf(view).findLast(({ state }) => state === 'running')
}

function endsOf(view: JobView): Partial<Record<StepId, number>> {
  const last = (type: WatchedEvent['type']) => view.times[type]?.lastMs
  const { tasks } = view
  const all = (is: (task: TaskView) => boolean) => tasks.length > 0 && tasks.every(is)
  const finished = (task: TaskView) => task.answer !== undefined || task.problem !== undefined
  return {
    plan: last('planned'),
    route: last('quoted'),
    fund: last('funded'),
    seal: all((task) => task.sealed !== undefined) ? last('sealed') : undefined,
    stream: all((task) => task.checks !== undefined || finished(task)) ? last('token') : undefined,
    verify: all(finished) ? (last('receipt') ?? last('answer')) : undefined,
    merge: last('merged'),
    settle: last('settled'),
  }
}

/** Milliseconds at which the step after an unfinished one began already; undefined when it did not. */
function beginOfNext(view: JobView, id: StepId): number | undefined {
  if (id === 'seal') return view.times.matched?.firstMs
  if (id === 'stream') return view.times.receipt?.firstMs
  // a job that gave no answer is still settled
  if (id === 'merge' || id === 'verify') return view.times.reclaimable?.firstMs
  return undefined
}

function stateOf(
  view: JobView,
  id: StepId,
  {
    endMs,
    begins,
    over,
  }: {
    readonly endMs: number | undefined
    readonly begins: number | undefined
    readonly over: boolean
  },
): JobStep['state'] {
  if (endMs !== undefined) {
    const failedAll = id === 'verify' && view.tasks.every(({ problem }) => problem !== undefined)
    return failedAll ? 'failed' : 'done'
  }
  if (id === 'settle' && view.funded && !over && mayAnswer(view)) {
    return view.merged || view.reclaimable || allFailed(view) ? 'running' : 'waiting'
  }
  if (over)
    return begins !== undefined && view.failed && isFirstOpen(view, id) ? 'failed' : 'skipped'
  if (allFailed(view)) return isFirstOpen(view, id) ? 'failed' : 'skipped'
  return begins === undefined ? 'waiting' : 'running'
}

function isFirstOpen(view: JobView, id: StepId): boolean {
  const ends = endsOf(view)
  return STEP_IDS.find((step) => ends[step] === undefined) === id
}

function mayAnswer(view: JobView): boolean {
  return view.settled === undefined
}

function allFailed({ tasks }: JobView): boolean {
  return tasks.length > 0 && tasks.every(({ problem }) => problem !== undefined)
}

function costOf(view: JobView, id: StepId): { readonly cost?: bigint } {
  const costs = {
    route: view.quoted?.required,
    fund: view.funded?.locked,
    verify: view.receipts.length > 0 ? billedOf(view) : undefined,
    settle: view.settled && view.settled.paid + view.settled.fee,
  }
  const cost = costs[id as keyof typeof costs]
  return cost === undefined ? {} : { cost }
}

/** Returns what the receipts bill in all, micro-dollars. */
function billedOf({ receipts }: JobView): bigint {
  return receipts.reduce((sum, { receipt }) => sum + receipt.amount, 0n)
}

/** Returns what a job costs by now, micro-dollars: vouched for or billed, whichever is more. */
export function owedOf(view: JobView): bigint {
  const vouched = Object.values(view.vouched).reduce((sum, total) => sum + total, 0n)
  const billed = billedOf(view)
  if (vouched > billed) return vouched
  return billed
}

function nodesOf(view: JobView, id: StepId): readonly NodeId[] {
  if (id === 'fund') return view.funded?.nodeIds ?? []
  if (id !== 'route' && id !== 'seal' && id !== 'stream' && id !== 'verify') return []
  const served = view.tasks.flatMap(({ nodeId }) => (nodeId === undefined ? [] : [nodeId]))
  return [...new Set(served)]
}
