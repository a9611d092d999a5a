/** From a request to a funded job: plan, quotes, choice, caps, one transaction. Nothing is signed before the budget holds. */

import { createSessionKey } from '#chain/createSessionKey.ts'
import { jobIdOf } from '#chain/jobIdOf.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { JobId } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'
import { MODE_LABELS } from '#protocol/mode.ts'
import type { Budget } from '#swarm/budget.ts'
import { assertPlan, type Plan } from '#swarm/plan.ts'
import type { Client } from './createClient.ts'
import { offeredRoles } from './findNodes.ts'
import type { JobEvent } from './jobEvents.ts'
import { assertJobRequest, JOB_DEFAULTS, type JobRequest } from './jobRequest.ts'
import { createJobRun, type JobRun } from './jobRun.ts'
import { randomBytes } from './randomBytes.ts'
import { routeTasks } from './routeTasks.ts'
import type { RoutedTask } from './runTask.ts'

export type OpenedJob = {
  readonly run: JobRun
  readonly plan: Plan
  readonly routed: ReadonlyMap<string, RoutedTask>
}

export type OpenOptions = {
  readonly emit: (event: JobEvent) => void
  readonly signal: AbortSignal
  /** Told before the funding transaction leaves, once the journal is durable. */
  readonly onSigned: (jobId: JobId) => void
}

/**
 * Seconds between the last task's end and the job's. A local chain's clock runs ahead by a second per block of a
 * burst, and a job that is over pays nobody; a job that ends well is released long before.
 */
const JOB_SLACK_SECONDS = 3600

/**
 * Returns a funded job, ready to run.
 *
 * @throws {WitanError} INPUT_INVALID, MODE_UNSUPPORTED, NO_SPECIALIST, NO_NODES, PRICE_ABOVE_CEILING and
 * BUDGET_TOO_LOW before anything is signed; INSUFFICIENT_FUNDS and what the chain says at funding.
 */
export async function openJob(
  client: Client,
  request: JobRequest,
  options: OpenOptions,
): Promise<OpenedJob> {
  const { emit, signal, onSigned } = options
  assertJobRequest(request)
  const nodes = allowedOf(await client.chain.listNodes(), request)
  const plan = await makePlan(client, request, nodes, signal)
  emit({ type: 'planned', tasks: plan.tasks, reason: plan.reason })
  const { choices, budget } = await routeTasks(client, request, { plan, nodes, signal })
  for (const { event } of choices) emit(event)
  const routed = new Map(choices.map(({ route }) => [route.task.id, route]))
  emit(quotedEvent(request, [...routed.values()], budget))
  try {
    signal.throwIfAborted()
    const run = await fund(client, request, { plan, routed, budget, emit, onSigned })
    return { run, plan, routed }
  } catch (error) {
    for (const { release } of routed.values()) release()
    throw error
  }
}

function allowedOf(nodes: readonly OnChainNode[], { nodeIds }: JobRequest): readonly OnChainNode[] {
  return nodeIds === undefined ? nodes : nodes.filter(({ nodeId }) => nodeIds.includes(nodeId))
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
} & Pick<OpenOptions, 'emit' | 'onSigned'>

/** Signs for the first time: a fresh session key, the terms, one transaction. The journal is durable before it. */
async function fund(
  client: Client,
  request: JobRequest,
  { plan, routed, budget, emit, onSigned }: Funding,
): Promise<JobRun> {
  const { chain, clock } = client
  const sessionKey = request.sessionKey ?? createSessionKey()
  const seconds = request.deadlineSeconds ?? JOB_DEFAULTS.deadlineSeconds
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
    maxOutputTokens: request.maxOutputTokens ?? JOB_DEFAULTS.maxOutputTokens,
    earlier: request.earlier ?? [],
    temperatureMilli: request.temperatureMilli ?? JOB_DEFAULTS.temperatureMilli,
    keepRequests: request.keepRequests ?? false,
    emit,
    opening,
    quoted: [...routed.values()].flatMap(({ nodes }) => nodes),
    ...(request.keepPrompt ? { prompt: request.prompt } : {}),
  })
  await run.save()
  onSigned(run.jobId)
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
