/** Nodes and jobs of the simulation, on the real contracts. */

import type { Hex, PrivateKeyAccount } from 'viem'
import {
  type BenchJob,
  type BenchNode,
  newTerms,
  registerNode,
  signDone,
  signRow,
} from '../gas/jobs.ts'
import { approve, giveTokens, type World } from '../gas/openWorld.ts'
import { DOLLAR, STAKE } from './terms.ts'

/** Most nodes of one job. */
const MAX_ALLOCATIONS = 32
const MAX_ROWS = 500

const NODES = new WeakMap<World, Map<number, BenchNode>>()

/** One task of a node: its job, its place in it and what its node may claim. */
export type PaidTask = {
  readonly node: BenchNode
  readonly job: BenchJob
  readonly index: number
  readonly total: bigint
}

/** Returns a registered node with a stake. */
export async function openNode(world: World, stake: bigint = STAKE): Promise<BenchNode> {
  const node = await registerNode(world)
  await giveTokens(world, node.owner, stake)
  await approve(world, node.owner, 'NodeStaking')
  await world.send(node.owner, 'NodeStaking', 'stake', [node.nodeId, stake])
  const nodes = NODES.get(world) ?? new Map<number, BenchNode>()
  NODES.set(world, nodes.set(node.nodeId, node))
  return node
}

/** Returns the node with an id; undefined where `openNode` made none. */
export function nodeOf(world: World, nodeId: number): BenchNode | undefined {
  return NODES.get(world)?.get(nodeId)
}

/** Whether a node has stake and is not jailed. */
export async function serves(world: World, { nodeId }: BenchNode): Promise<boolean> {
  const account = (await world.read('NodeStaking', 'stakeOf', [nodeId])) as {
    active: bigint
    jailedUntil: number
  }
  return account.active > 0n && account.jailedUntil <= (await world.now())
}

/** Has a node paid for work, at most its room at once, with every job released after it. */
export async function payFor(
  world: World,
  requester: PrivateKeyAccount,
  node: BenchNode,
  volume: bigint,
): Promise<void> {
  const room =
    ((await world.read('NodeStaking', 'capacityOf', [[node.nodeId]])) as bigint[])[0] ?? 0n
  for (let left = volume; left > 0n; ) {
    const price = left < room ? left : room
    const [task] = await fundTasks(world, requester, [node], price)
    if (task === undefined) throw new Error('No task was funded.')
    await settleTasks(world, requester, [task])
    const done = [await signDone(world, task.job, node, price)]
    const { jobId, sessionKey } = task.job
    await world.send(requester, 'JobEscrow', 'releaseDone', [jobId, sessionKey.address, done])
    left -= price
  }
}

/** Returns a requester with money in the escrow and for bonds. */
export async function openRequester(world: World): Promise<PrivateKeyAccount> {
  const requester = await world.newUser()
  await giveTokens(world, requester, 900_000n * DOLLAR)
  await approve(world, requester, 'JobEscrow')
  await approve(world, requester, 'VerifierBench')
  await world.send(requester, 'JobEscrow', 'deposit', [800_000n * DOLLAR])
  return requester
}

/** Funds one task of each node at this price, up to 32 of them in a job. */
export async function fundTasks(
  world: World,
  requester: PrivateKeyAccount,
  nodes: readonly BenchNode[],
  price: bigint,
): Promise<readonly PaidTask[]> {
  const tasks: PaidTask[] = []
  for (let from = 0; from < nodes.length; from += MAX_ALLOCATIONS) {
    const part = nodes.slice(from, from + MAX_ALLOCATIONS)
    const job = await withCaps(world, requester, part, price)
    await world.send(requester, 'JobEscrow', 'fund', [job.terms])
    tasks.push(...part.map((node, index) => ({ node, job, index, total: price })))
  }
  return tasks
}

/** Hands in the vouchers of tasks, sorted by node, as a relayer would. */
export async function settleTasks(
  world: World,
  relayer: PrivateKeyAccount,
  tasks: readonly PaidTask[],
): Promise<void> {
  const sorted = [...tasks].sort((a, b) => a.node.nodeId - b.node.nodeId)
  for (let from = 0; from < sorted.length; from += MAX_ROWS) {
    const part = sorted.slice(from, from + MAX_ROWS)
    const rows = []
    for (const { job, index, total } of part) rows.push(await signRow(world, job, index, total))
    await world.send(relayer, 'JobEscrow', 'settle', [rows])
  }
}

/** What the contracts owe a node's owner now, stake and finder's shares included, micro-dollars. */
export async function wealthOf(world: World, node: BenchNode): Promise<bigint> {
  const owner: Hex = node.owner.address
  const stake = (await world.read('NodeStaking', 'stakeOf', [node.nodeId])) as {
    active: bigint
    thawing: bigint
  }
  const account = (await world.read('JobEscrow', 'accountOf', [node.nodeId])) as { owed: bigint }
  const amounts = (await Promise.all([
    world.read('NodeStaking', 'proceedsOf', [owner]),
    world.read('ProbeCourt', 'creditOf', [owner]),
    world.read('VerifierBench', 'creditOf', [owner]),
    world.read('JobEscrow', 'freeBalanceOf', [owner]),
    world.read('TestDollar', 'balanceOf', [owner]),
  ])) as bigint[]
  return amounts.reduce((sum, amount) => sum + amount, stake.active + stake.thawing + account.owed)
}

async function withCaps(
  world: World,
  requester: PrivateKeyAccount,
  nodes: readonly BenchNode[],
  price: bigint,
): Promise<BenchJob> {
  const { sessionKey, terms } = await newTerms(world, requester, nodes)
  const priced = {
    ...terms,
    allocations: terms.allocations.map(({ nodeId }) => ({ nodeId, cap: price })),
  }
  const jobId = (await world.read('JobEscrow', 'jobIdOf', [requester.address, priced])) as Hex
  return { jobId, sessionKey, terms: priced }
}
