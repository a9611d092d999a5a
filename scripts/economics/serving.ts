/** What nodes earn by honesty and by lies until the first verdict, and what the verdicts take. */

import type { PrivateKeyAccount } from 'viem'
import { faultyTask } from '../gas/evidence.ts'
import type { BenchNode } from '../gas/jobs.ts'
import type { World } from '../gas/openWorld.ts'
import { judge } from './judge.ts'
import { fundTasks, openNode, type PaidTask, settleTasks, wealthOf } from './market.ts'
import {
  CHEAT_COST,
  DETECTION,
  dollarsOf,
  drawsOf,
  HONEST_COST,
  PRICE,
  SEEDS,
  STAKE,
  TASKS,
  VERIFIERS,
} from './terms.ts'

/** What one strategy earned, dollars, a figure for each seed. */
export type Outcome = {
  readonly strategy: string
  readonly profits: readonly number[]
  /** Tasks that were served on the contracts. */
  readonly tasks: number
  readonly verdicts: number
  /** Dollars that each of its nodes was paid, where that is not what the others were. */
  readonly volume?: number
}

type Strategy = {
  readonly name: string
  /** Cost of an answer, share of its price. */
  readonly cost: number
  /** Probability that a task is probed by somebody who tells. */
  readonly probed: number
  readonly price: bigint
  readonly tasks: number
  /** How many verdicts are carried out at most; the others would take more of what is left. */
  readonly mostVerdicts: number
}

const PLAIN = { price: PRICE, tasks: TASKS, mostVerdicts: 8 }
/** A burst fills the room that stake gives with tasks of this price. */
const BURST_PRICE = 2n * PRICE

export const SERVING: readonly Strategy[] = [
  { name: 'honest', cost: HONEST_COST, probed: 0, ...PLAIN },
  ...[0.02, 0.05, 0.2].map((p) => ({
    name: `smaller model, probed at ${p * 100} %`,
    cost: CHEAT_COST,
    probed: p,
    ...PLAIN,
  })),
  {
    name: 'smaller model at 5 %, one verifier of eight its own',
    cost: CHEAT_COST,
    probed: 0.05 * (1 - 1 / VERIFIERS),
    ...PLAIN,
  },
  {
    name: 'burst and exit, probed at 5 %',
    cost: CHEAT_COST,
    probed: 0.05,
    price: BURST_PRICE,
    tasks: 0,
    mostVerdicts: 8,
  },
]

/** Runs every way of serving on fresh nodes, in the same jobs, and judges them together. */
export async function runServing(
  world: World,
  requester: PrivateKeyAccount,
  verifiers: readonly BenchNode[],
): Promise<readonly Outcome[]> {
  const capacity = await roomOf(world)
  const runs: { strategy: Strategy; seed: number; node: BenchNode }[] = []
  for (const strategy of SERVING.map((one) => filled(one, capacity))) {
    for (let seed = 0; seed < SEEDS; seed++) {
      runs.push({ strategy, seed, node: await openNode(world) })
    }
  }
  const served = new Map<BenchNode, readonly PaidTask[]>(runs.map(({ node }) => [node, []]))
  const most = Math.max(...runs.map(({ strategy }) => strategy.tasks))
  for (let round = 0; round < most; round++) {
    for (const price of new Set(runs.map(({ strategy }) => strategy.price))) {
      const nodes = runs
        .filter(({ strategy }) => strategy.price === price && strategy.tasks > round)
        .map(({ node }) => node)
      for (const task of await fundTasks(world, requester, nodes, price)) {
        served.set(task.node, [...(served.get(task.node) ?? []), task])
      }
    }
  }
  await settleTasks(world, requester, [...served.values()].flat())
  const bursts = runs.filter(({ strategy }) => strategy.name.startsWith('burst'))
  for (const { node } of bursts) {
    await world.send(node.owner, 'NodeStaking', 'thaw', [node.nodeId, STAKE])
  }
  const accused = runs.map(({ strategy, seed, node }) =>
    found(strategy, seed, served.get(node) ?? []),
  )
  await judge(world, requester, accused.flat(), verifiers)

  const profits = await Promise.all(
    runs.map(async ({ strategy, node }) => {
      const gained = (await wealthOf(world, node)) - STAKE
      return dollarsOf(gained) - strategy.tasks * strategy.cost * dollarsOf(strategy.price)
    }),
  )
  return [...new Set(runs.map(({ strategy }) => strategy))].map((strategy) => {
    const own = runs.flatMap((run, i) => (run.strategy === strategy ? [i] : []))
    return {
      strategy: strategy.name,
      profits: own.map((i) => profits[i] ?? Number.NaN),
      tasks: own.length * strategy.tasks,
      verdicts: own.reduce((sum, i) => sum + (accused[i]?.length ?? 0), 0),
      ...(strategy.price === PRICE ? {} : { volume: strategy.tasks * dollarsOf(strategy.price) }),
    }
  })
}

/** A requester's own client checks every race: a token that was forced is found at once, unpaid, and proven. */
export async function runForcing(
  world: World,
  requester: PrivateKeyAccount,
  modelId: `0x${string}`,
): Promise<Outcome> {
  const profits: number[] = []
  for (let seed = 0; seed < SEEDS; seed++) {
    const node = await openNode(world)
    const [task] = await fundTasks(world, requester, [node], PRICE)
    if (task === undefined) throw new Error('No task was funded.')
    const {
      signed,
      seed: race,
      opening,
      better,
    } = await faultyTask(world, {
      node,
      jobId: task.job.jobId,
      modelId,
    })
    const proof = [signed, race, opening, better, task.job.sessionKey.address]
    await world.send(requester, 'ProbeCourt', 'proveRaceFault', proof)
    profits.push(dollarsOf((await wealthOf(world, node)) - STAKE) - CHEAT_COST * dollarsOf(PRICE))
  }
  return {
    strategy: 'forced tokens, checked by the client',
    profits,
    tasks: SEEDS,
    verdicts: SEEDS,
  }
}

/** Which of a liar's tasks were probed and seen. */
function found(strategy: Strategy, seed: number, tasks: readonly PaidTask[]): readonly PaidTask[] {
  const draw = drawsOf(1_000 * (1 + SERVING.findIndex(({ name }) => name === strategy.name)) + seed)
  return tasks.filter(() => draw() < strategy.probed * DETECTION).slice(0, strategy.mostVerdicts)
}

/** A burst serves as many tasks as its stake gives room for. */
function filled(strategy: Strategy, capacity: bigint): Strategy {
  if (strategy.tasks !== 0) return strategy
  return { ...strategy, tasks: Number(capacity / strategy.price) }
}

async function roomOf(world: World): Promise<bigint> {
  return STAKE * ((await world.read('NodeStaking', 'CAPACITY_FACTOR')) as bigint)
}
