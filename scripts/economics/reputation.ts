/** What identities and fees do to the weight that the router reads. */

import type { Hex, PrivateKeyAccount } from 'viem'
import { faultyTask } from '../gas/evidence.ts'
import type { BenchNode } from '../gas/jobs.ts'
import type { World } from '../gas/openWorld.ts'
import { fundTasks, openNode, payFor, wealthOf } from './market.ts'
import { DOLLAR, dollarsOf, PRICE, STAKE } from './terms.ts'

/** What a strategy weighs in the ledger, and what it gave for that. */
export type Weighing = {
  readonly strategy: string
  /** Dollars of weight, all identities together. */
  readonly weight: number
  /** Dollars that the operator lost on the way. */
  readonly cost: number
}

const ROLE = 0
const PARTS = 4n
/** Real work of the honest node, and what the wash trader sells to itself. */
const VOLUME = 400n * DOLLAR

/** Weighs honest work beside Sybils, wash trades and a fresh identity after a punishment. */
export async function runReputation(
  world: World,
  requester: PrivateKeyAccount,
  modelId: Hex,
): Promise<readonly Weighing[]> {
  const honest = await openNode(world)
  await payFor(world, requester, honest, VOLUME)
  const split: BenchNode[] = []
  for (let part = 0n; part < PARTS; part++) {
    const node = await openNode(world, STAKE / PARTS)
    await payFor(world, requester, node, VOLUME / PARTS)
    split.push(node)
  }
  const idle = await openNode(world)
  const washer = await openNode(world)
  const washed = await wash(world, washer)
  const liar = await openNode(world)
  await payFor(world, requester, liar, VOLUME)
  const lost = await beCaught(world, requester, liar, modelId)
  const fresh = await openNode(world, STAKE - lost)
  const weighed = [honest, ...split, idle, washer, liar, fresh]
  await world.send(requester, 'ReputationLedger', 'poke', [weighed.map(({ nodeId }) => nodeId)])

  const weight = async (...nodes: readonly BenchNode[]): Promise<number> => {
    const ids = nodes.map(({ nodeId }) => nodeId)
    const all = (await world.read('ReputationLedger', 'weights', [ids, ROLE])) as bigint[]
    return dollarsOf(all.reduce((sum, one) => sum + one, 0n))
  }
  return [
    { strategy: 'honest work', weight: await weight(honest), cost: 0 },
    {
      strategy: 'the same work and stake split over four',
      weight: await weight(...split),
      cost: 0,
    },
    { strategy: 'stake without work', weight: await weight(idle), cost: 0 },
    { strategy: 'stake with as much work for itself', weight: await weight(washer), cost: washed },
    { strategy: 'honest work, then one lie', weight: await weight(liar), cost: dollarsOf(lost) },
    {
      strategy: 'the liar again under a new name',
      weight: await weight(fresh),
      cost: dollarsOf(lost),
    },
  ]
}

/** Pays a node from the pocket of its own operator, and returns what that cost. */
async function wash(world: World, node: BenchNode): Promise<number> {
  const { owner } = node
  await world.send(owner, 'TestDollar', 'faucet', [owner.address, VOLUME])
  const before = await wealthOf(world, node)
  await world.send(owner, 'TestDollar', 'approve', [world.addressOf('JobEscrow'), VOLUME])
  await world.send(owner, 'JobEscrow', 'deposit', [VOLUME])
  await payFor(world, owner, node, VOLUME)
  return dollarsOf(before - (await wealthOf(world, node)))
}

async function beCaught(
  world: World,
  requester: PrivateKeyAccount,
  node: BenchNode,
  modelId: Hex,
): Promise<bigint> {
  const [task] = await fundTasks(world, requester, [node], PRICE)
  if (task === undefined) throw new Error('No task was funded.')
  const { jobId, sessionKey } = task.job
  const { signed, seed, opening, better } = await faultyTask(world, { node, jobId, modelId })
  const before = await wealthOf(world, node)
  const proof = [signed, seed, opening, better, sessionKey.address]
  await world.send(requester, 'ProbeCourt', 'proveRaceFault', proof)
  return before - (await wealthOf(world, node))
}
