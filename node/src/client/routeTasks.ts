/** Which nodes could serve each task, at which price, and what of it the budget covers. */

import type { OnChainNode } from '#chain/onChainNode.ts'
import { isWitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import { MAX_REQUEST_BYTES, REQUEST_FRAME_BYTES } from '#protocol/limits.ts'
import { inputBytesOf } from '#protocol/requestPayload.ts'
import type { Role } from '#protocol/role.ts'
import { pickNodes } from '#routing/pickNodes.ts'
import { allocateBudget, type Budget } from '#swarm/budget.ts'
import type { Plan, Task } from '#swarm/plan.ts'
import { maxTaskBytes } from '#swarm/taskText.ts'
import { collectQuotes, type QuotedNode } from './collectQuotes.ts'
import { collectQuotesWith } from './collectQuotesWith.ts'
import type { Client } from './createClient.ts'
import type { JobEvent } from './jobEvents.ts'
import { JOB_DEFAULTS, type JobRequest } from './jobRequest.ts'
import { shareOfWeight, type Weights } from './reputationBook.ts'
import type { RoutedTask } from './runTask.ts'

/** How long and how often full nodes are asked again for a quote (ms). */
const FULL_PAUSE_MS = 300

/** A routed task and the event that explains it. */
export type Choice = {
  readonly route: RoutedTask
  readonly event: Extract<JobEvent, { type: 'routed' }>
}

/**
 * Returns the nodes of every task, best first, and the caps that fit the budget.
 *
 * @throws {WitanError} NO_NODES, NODE_BUSY, PRICE_ABOVE_CEILING, BUDGET_TOO_LOW; nothing is signed by then.
 */
export async function routeTasks(
  client: Client,
  request: JobRequest,
  { plan, nodes, signal }: { plan: Plan; nodes: readonly OnChainNode[]; signal: AbortSignal },
): Promise<{ choices: readonly Choice[]; budget: Budget }> {
  const quoted = await Promise.all(
    plan.tasks.map(async (task) => {
      const found = await quoteTask(client, request, { task, nodes, signal })
      const ids = nodesOf(nodes, task.role)
      return { found, weights: await client.reputationBook.weightsOf(task.role, ids) }
    }),
  )
  // from here on nothing waits: jobs that choose at the same time see each other's choices
  const picked = plan.tasks.map((task, i) => pickFor(client, task, quoted[i]!, request))
  try {
    return fitBudget(picked, request)
  } catch (error) {
    for (const { route } of picked) route.release()
    throw error
  }
}

/** Returns the caps for the best nodes, or for the cheapest ones when the budget allows no better and none is named. */
function fitBudget(
  picked: readonly Choice[],
  { maxBudget, firstNodeId }: JobRequest,
): { choices: readonly Choice[]; budget: Budget } {
  const allocate = (choices: readonly Choice[]) => ({
    choices,
    budget: allocateBudget(
      choices.map(({ route }) => costOfRoute(route)),
      maxBudget,
    ),
  })
  try {
    return allocate(picked)
  } catch (error) {
    if (!isWitanError(error, 'BUDGET_TOO_LOW') || firstNodeId !== undefined) throw error
    return allocate(picked.map(preferCheapest))
  }
}

function preferCheapest(choice: Choice): Choice {
  const nodes = [...choice.route.nodes].sort((a, b) => Number(a.maxCost - b.maxCost))
  const first = nodes[0]!.node.nodeId
  if (first === choice.route.nodes[0]!.node.nodeId) return choice
  const place = new Map(nodes.map(({ node }, i) => [node.nodeId, i]))
  const ranking = [...choice.event.ranking].sort(
    (a, b) => place.get(a.nodeId)! - place.get(b.nodeId)!,
  )
  const reason = `Node ${first} is the cheapest; the budget allows no better one.`
  return {
    route: { ...choice.route, nodes },
    event: { ...choice.event, ranking, explored: false, reason },
  }
}

function pickFor(
  client: Client,
  task: Task,
  { found: quoted, weights }: { found: readonly QuotedNode[]; weights: Weights },
  { firstNodeId }: JobRequest,
): Choice {
  const { nodeBook, random } = client
  const ids = quoted.map(({ node }) => node.nodeId)
  const candidates = quoted.map(({ candidate, node }) => ({
    ...candidate,
    load: nodeBook.tasksOn(node.nodeId) / placesOf(node),
    reputation: shareOfWeight(weights, node.nodeId, ids),
  }))
  const { primary, standBys, explored, reason } = pickNodes(candidates, { random })
  const ranking = [primary, ...standBys].sort((a, b) => asFirst(b) - asFirst(a))
  const byId = new Map(quoted.map((node) => [node.node.nodeId, node]))
  return {
    route: {
      task,
      nodes: ranking.map(({ nodeId }) => byId.get(nodeId)!),
      release: nodeBook.expect(ranking[0]!.nodeId),
    },
    event: {
      type: 'routed',
      taskId: task.id,
      role: task.role,
      ranking,
      explored: explored && firstNodeId === undefined,
      reason: firstNodeId === undefined ? reason : `Node ${firstNodeId} is the one asked for.`,
    },
  }

  function asFirst({ nodeId }: { readonly nodeId: NodeId }): number {
    return nodeId === firstNodeId ? 1 : 0
  }
}

/** Every node that offers a role, so that all tasks of the role share one answer. */
function nodesOf(nodes: readonly OnChainNode[], role: Role): NodeId[] {
  return nodes
    .filter(({ active, offers }) => active && offers.some((offer) => offer.role === role))
    .map(({ nodeId }) => nodeId)
}

function placesOf({ offers }: OnChainNode): number {
  return Math.max(
    1,
    offers.reduce((sum, { concurrency }) => sum + concurrency, 0),
  )
}

/** Asks for quotes, and again while every node that answers is full. */
async function quoteTask(
  client: Client,
  request: JobRequest,
  { task, nodes, signal }: { task: Task; nodes: readonly OnChainNode[]; signal: AbortSignal },
): Promise<QuotedNode[]> {
  const { mode, earlier = [], priceCeiling: ceiling, firstNodeId } = request
  const most = maxTaskBytes(task) + inputBytesOf({ messages: earlier })
  const bytes = Math.ceil(most / REQUEST_FRAME_BYTES) * REQUEST_FRAME_BYTES
  const terms = {
    role: task.role,
    mode,
    maxInputBytes: Math.min(MAX_REQUEST_BYTES, bytes),
    maxOutputTokens: request.maxOutputTokens ?? JOB_DEFAULTS.maxOutputTokens,
  }
  const { clock } = client
  const until = clock.nowSeconds() + (request.deadlineSeconds ?? JOB_DEFAULTS.deadlineSeconds)
  for (;;) {
    try {
      const options = { signal, ceiling }
      return firstNodeId === undefined
        ? await collectQuotes(client, nodes, terms, options)
        : await collectQuotesWith(client, firstNodeId, nodes, terms, options)
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
