/** What this browser remembers of a job for its owner. Amounts in micro-dollars, times in Unix seconds. Pure. */

import type { Settlement } from '#client/jobEvents.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import type { Address, JobId, NodeId } from '#protocol/ids.ts'
import type { Mode } from '#protocol/mode.ts'
import type { Role } from '#protocol/role.ts'
import type { RankedNode } from '#routing/pickNodes.ts'
import { owedOf } from './jobSteps.ts'
import type { JobView, Reroute, TaskView } from './jobView.ts'
import type { Spending } from './spendCaps.ts'

type JobOutcome = 'running' | 'answered' | 'partly' | 'failed' | 'stopped'

type RecordedTask = {
  readonly taskId: string
  readonly role: Role
  readonly nodeId?: NodeId
  readonly reason?: string
  readonly explored?: boolean
  readonly ranking?: readonly RankedNode[]
  readonly reroutes: readonly Reroute[]
  readonly tokens: number
  readonly cost?: bigint
  readonly checksPassed?: number
  readonly checks?: number
  readonly problem?: { readonly code: ErrorCode; readonly message: string }
  /** Only where the user keeps answers. */
  readonly answer?: string
  readonly workings?: string
}

export type JobRecord = {
  readonly version: 1
  readonly jobId: JobId
  readonly chainId: number
  readonly escrow: Address
  readonly requester: Address
  readonly createdAt: number
  readonly mode: Mode
  readonly outcome: JobOutcome
  readonly planReason?: string
  readonly tasks: readonly RecordedTask[]
  readonly locked: bigint
  /** Vouched or billed by now, whichever is more; exact once `settlement` is there. */
  readonly owed: bigint
  readonly settlement?: Settlement
  readonly failure?: { readonly code: ErrorCode; readonly message: string }
  /** Only where the user keeps answers. */
  readonly prompt?: string
  readonly answer?: string
}

export type RecordOptions = {
  readonly chainId: number
  readonly escrow: Address
  readonly requester: Address
  readonly createdAt: number
  /** The prompt, when the user keeps prompts and answers. */
  readonly kept?: string
}

/** Returns what to remember of a job; undefined before money was locked. */
export function recordOf(view: JobView, options: RecordOptions): JobRecord | undefined {
  const { funded, settled, failed } = view
  if (!funded) return undefined
  const { kept, ...place } = options
  return {
    version: 1,
    jobId: funded.jobId,
    ...place,
    mode: view.quoted?.mode ?? 'transit',
    outcome: outcomeOf(view),
    planReason: view.planReason,
    tasks: view.tasks.map((task) => recordedTask(task, kept !== undefined)),
    locked: settled?.locked ?? funded.locked,
    owed: owedOf(view),
    ...(settled && { settlement: settlementOf(settled) }),
    ...(failed && { failure: { code: failed.code, message: failed.message } }),
    ...(kept !== undefined && { prompt: kept, answer: view.merged?.answer }),
  }
}

/** Returns what a job takes from the caps: its cost once it is known, what it locked until then. */
export function spendingOf({ createdAt, locked, settlement }: JobRecord): Spending {
  return { at: createdAt, amount: settlement ? settlement.paid + settlement.fee : locked }
}

/** Returns what a job costs by now, micro-dollars. */
export function costOfRecord({ owed, settlement }: JobRecord): bigint {
  return settlement ? settlement.paid + settlement.fee : owed
}

export type JobState = { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'accent' }

/** Returns a job's state in a word. */
export function stateOfRecord({ outcome, settlement }: JobRecord): JobState {
  if (outcome === 'running') return { word: 'running', tone: 'accent' }
  if (!settlement?.released) return { word: 'rest to reclaim', tone: 'warn' }
  if (outcome === 'failed') return { word: 'failed, refunded', tone: 'bad' }
  if (outcome === 'stopped') return { word: 'stopped', tone: 'warn' }
  if (outcome === 'partly') return { word: 'partly answered', tone: 'warn' }
  return { word: 'settled', tone: 'good' }
}

function outcomeOf({ failed, merged, stopping, reclaimable, settled }: JobView): JobOutcome {
  const over = settled !== undefined || failed !== undefined || reclaimable !== undefined
  if (merged) return merged.complete ? 'answered' : 'partly'
  if (!over) return 'running'
  return stopping ? 'stopped' : 'failed'
}

function recordedTask(task: TaskView, keeps: boolean): RecordedTask {
  const { taskId, role, nodeId, reason, explored, ranking, reroutes, tokens, cost } = task
  const { checks, problem, answer, workings } = task
  return {
    taskId,
    role,
    nodeId,
    reason,
    explored,
    ranking,
    reroutes,
    tokens,
    cost,
    ...(checks && { checks: checks.length, checksPassed: checks.filter(({ ok }) => ok).length }),
    problem,
    ...(keeps && { answer, workings }),
  }
}

function settlementOf(settled: Settlement): Settlement {
  const { locked, paid, fee, refunded, released, releasableAt, nodes, txHashes } = settled
  return { locked, paid, fee, refunded, released, releasableAt, nodes, txHashes }
}
