/** From a request to a funded job: plan, quotes, choice, caps, one transaction. Nothing is signed before the budget holds. */

import { createSessionKey } from '#chain/createSessionKey.ts'
import { jobIdOf } from '#chain/jobIdOf.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { JobTerms } from '#protocol/job.ts'
import {
  MAX_OUTPUT_TOKENS,
  MAX_REQUEST_BYTES,
  MAX_TASK_SECONDS,
  REQUEST_FRAME_BYTES,
} from '#protocol/limits.ts'
import { MODE_LABELS, type Mode } from '#protocol/mode.ts'
import type { Prices } from '#protocol/price.ts'
import type { Role } from '#protocol/role.ts'
import { pickNodes } from '#routing/pickNodes.ts'
import { allocateBudget, type Budget } from '#swarm/budget.ts'
import type { Plan, Task } from '#swarm/plan.ts'
import { assertPlan } from '#swarm/plan.ts'
import { maxTaskBytes } from '#swarm/taskText.ts'
import { collectQuotes, type QuotedNode } from './collectQuotes.ts'
import type { Client } from './createClient.ts'
import { offeredRoles } from './findNodes.ts'
import type { JobEvent } from './jobEvents.ts'
import { createJobRun, type JobRun } from './jobRun.ts'
import { randomBytes } from './randomBytes.ts'
import type { RoutedTask } from './runTask.ts'

export type JobRequest = {
  readonly prompt: string
  /** Names the role; nothing is classified or split then. */
  readonly role?: Role
  /** Most that may be locked in all, micro-dollars. */
  readonly maxBudget: bigint
  /** How private it must be; there is no default and no fallback. */
  readonly mode: Mode
  /** Most output tokens per task. @default 256 */
  readonly maxOutputTokens?: number
  /** Time for all tasks, at most 600. @default 120 */
  readonly deadlineSeconds?: number
  /** Quotes above these prices don't count. */
  readonly priceCeiling?: Partial<Prices>
  /** Whether the journal may hold the prompt. @default false */
  readonly keepPrompt?: boolean
}

export type OpenedJob = {
  readonly run: JobRun
  readonly plan: Plan
  readonly routed: ReadonlyMap<string, RoutedTask>
}

const defaults = {
  /** Several times what the shipped specialists ever write. */
  maxOutputTokens: 256,
  /** Two minutes: room for a queue and two re-routes. */
  deadlineSeconds: 120,
}
/** Seconds between the last task's end and the job's: chain clocks run ahead of ours, and Done takes a settlement. */
const JOB_SLACK_SECONDS = 120
/** How long and how often full nodes are asked again for a quote (ms). */
const FULL_PAUSE_MS = 300

/**
 * Returns a funded job, ready to run.
 *
 * @throws {WitanError} INPUT_INVALID, MODE_UNSUPPORTED, NO_SPECIALIST, NO_NODES, PRICE_ABOVE_CEILING and
 * BUDGET_TOO_LOW before anything is signed; INSUFFICIENT_FUNDS and what the chain says at funding.
 */
export async function openJob(
  client: Client,
  request: JobRequest,
  emit: (event: JobEvent) => void,
  signal: AbortSignal,
): Promise<OpenedJob> {
  assertRequest(request)
  const nodes = await client.chain.listNodes()
  const plan = await makePlan(client, request, nodes, signal)
  emit({ type: 'planned', tasks: plan.tasks, reason: plan.reason })
  const routed = new Map<string, RoutedTask>()
  for (const { event, route } of await Promise.all(
    plan.tasks.map((task) => routeTask(client, request, { task, nodes, signal })),
  )) {
    routed.set(route.task.id, route)
    emit(event)
  }
  const budget = allocateBudget([...routed.values()].map(costOfRoute), request.maxBudget)
  emit(quotedEvent(request, [...routed.values()], budget))
  signal.throwIfAborted()
  const run = await fund(client, request, { plan, routed, budget, emit })
  return { run, plan, routed }
}

function assertRequest({ prompt, mode, maxOutputTokens, deadlineSeconds }: JobRequest): void {
  const refuse = (what: string): never => {
    throw new WitanError('INPUT_INVALID', what)
  }
  if (mode !== 'transit') {
    throw new WitanError(
      'MODE_UNSUPPORTED',
      `The mode ${mode} is not served yet; use transit, or nothing is sent.`,
    )
  }
  if (utf8(prompt).length > MAX_REQUEST_BYTES) {
    throw new WitanError(
      'INPUT_TOO_LARGE',
      `The prompt has more than ${MAX_REQUEST_BYTES} bytes. Shorten it.`,
    )
  }
  const isBad = (value: number | undefined, max: number) =>
    value !== undefined && (!Number.isInteger(value) || value < 1 || value > max)
  if (isBad(maxOutputTokens, MAX_OUTPUT_TOKENS))
    refuse(`maxOutputTokens is 1 to ${MAX_OUTPUT_TOKENS}.`)
  if (isBad(deadlineSeconds, MAX_TASK_SECONDS))
    refuse(`deadlineSeconds is 1 to ${MAX_TASK_SECONDS}.`)
}

async function makePlan(
  client: Client,
  { prompt, role, mode }: JobRequest,
  nodes: readonly OnChainNode[],
  signal: AbortSignal,
): Promise<Plan> {
  const offered = offeredRoles(nodes, mode)
  const plan = await client.planner.plan({ prompt, role, offered }, { signal })
  assertPlan(plan)
  return plan
}

async function routeTask(
  client: Client,
  request: JobRequest,
  { task, nodes, signal }: { task: Task; nodes: readonly OnChainNode[]; signal: AbortSignal },
): Promise<{ route: RoutedTask; event: JobEvent }> {
  const quoted = await quoteTask(client, request, { task, nodes, signal })
  const candidates = quoted.map(({ candidate }) => candidate)
  const picked = pickNodes(candidates, { random: client.random })
  const ranking = [picked.primary, ...picked.standBys]
  const byId = new Map(quoted.map((node) => [node.node.nodeId, node]))
  return {
    route: { task, nodes: ranking.map(({ nodeId }) => byId.get(nodeId)!) },
    event: {
      type: 'routed',
      taskId: task.id,
      role: task.role,
      ranking,
      explored: picked.explored,
      reason: picked.reason,
    },
  }
}

/** Asks for quotes, and again while every node that answers is full. */
async function quoteTask(
  client: Client,
  request: JobRequest,
  { task, nodes, signal }: { task: Task; nodes: readonly OnChainNode[]; signal: AbortSignal },
): Promise<QuotedNode[]> {
  const { mode, priceCeiling: ceiling } = request
  const bytes = Math.ceil(maxTaskBytes(task) / REQUEST_FRAME_BYTES) * REQUEST_FRAME_BYTES
  const terms = {
    role: task.role,
    mode,
    maxInputBytes: Math.min(MAX_REQUEST_BYTES, bytes),
    maxOutputTokens: request.maxOutputTokens ?? defaults.maxOutputTokens,
  }
  const { clock } = client
  const until = clock.nowSeconds() + (request.deadlineSeconds ?? defaults.deadlineSeconds)
  for (;;) {
    try {
      return await collectQuotes(client, nodes, terms, { signal, ceiling })
    } catch (error) {
      if (!isWitanError(error, 'NODE_BUSY') || clock.nowSeconds() >= until) throw error
    }
    await clock.sleep(FULL_PAUSE_MS, { signal })
  }
}

function costOfRoute({ task, nodes }: RoutedTask) {
  const [primary, ...standBys] = nodes.map(({ node, maxCost }) => ({
    nodeId: node.nodeId,
    maxCost,
  }))
  return { taskId: task.id, primary: primary!, standBys }
}

function quotedEvent(
  { mode }: JobRequest,
  routed: readonly RoutedTask[],
  { required, total }: Budget,
): JobEvent {
  const tasks = routed.map(({ task, nodes }) => ({
    taskId: task.id,
    nodeId: nodes[0]!.node.nodeId,
    maxCost: nodes[0]!.maxCost,
  }))
  return { type: 'quoted', tasks, required, locked: total, mode, label: MODE_LABELS[mode] }
}

type Funding = {
  readonly plan: Plan
  readonly routed: ReadonlyMap<string, RoutedTask>
  readonly budget: Budget
  readonly emit: (event: JobEvent) => void
}

/** Signs for the first time: a fresh session key, the terms, one transaction. The journal is durable before it. */
async function fund(
  client: Client,
  request: JobRequest,
  { plan, routed, budget, emit }: Funding,
): Promise<JobRun> {
  const { chain, clock } = client
  const sessionKey = createSessionKey()
  const seconds = request.deadlineSeconds ?? defaults.deadlineSeconds
  const taskDeadline = clock.nowSeconds() + seconds
  const opening = openingOf(plan)
  const terms: JobTerms = {
    requester: chain.requester,
    sessionKey: sessionKey.address,
    deadline: taskDeadline + JOB_SLACK_SECONDS,
    mode: request.mode,
    termsHash: keccak256Hex(utf8(opening.plan), utf8(opening.salt)),
    allocations: budget.allocations,
  }
  const run = createJobRun({
    client,
    jobId: jobIdOf(chain.context, terms),
    terms,
    sessionKey,
    maxBudget: request.maxBudget,
    taskDeadline,
    maxOutputTokens: request.maxOutputTokens ?? defaults.maxOutputTokens,
    emit,
    opening,
    quoted: [...routed.values()].flatMap(({ nodes }) => nodes),
    ...(request.keepPrompt ? { prompt: request.prompt } : {}),
  })
  await run.save()
  const { txHash } = await client.funding(async () => {
    const free = await chain.readFreeBalance()
    return free >= budget.total
      ? chain.fundJob(terms)
      : chain.depositAndFund(budget.total - free, terms)
  })
  run.txHashes.push(txHash)
  await run.save()
  const nodeIds = budget.allocations.map(({ nodeId }) => nodeId)
  emit({ type: 'funded', jobId: run.jobId, txHash, locked: budget.total, nodeIds })
  return run
}

/** The plan as the terms commit to it: roles and order, and of each text only a salted hash. */
function openingOf(plan: Plan): { plan: string; salt: `0x${string}` } {
  const salt = toHex(randomBytes(32))
  const tasks = plan.tasks.map(({ id, role, text, dependsOn }) => ({
    id,
    role,
    dependsOn,
    textHash: keccak256Hex(utf8(salt), utf8(text)),
  }))
  return { plan: JSON.stringify(tasks), salt }
}
