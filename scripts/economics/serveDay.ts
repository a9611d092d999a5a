/** A day of jobs: clients choose nodes as the shipped router does, with the ledger's weights. */

import type { PrivateKeyAccount } from 'viem'
import { shareOfWeight } from '#client/reputationBook.ts'
import type { NodeId } from '#protocol/ids.ts'
import { type Candidate, pickNodes } from '#routing/pickNodes.ts'
import { faultyTask } from '../gas/evidence.ts'
import type { BenchJob } from '../gas/jobs.ts'
import type { LedgerWorld } from './ledgerWorld.ts'
import {
  fundParts,
  type Identity,
  MAX_NODES,
  type Operator,
  type Part,
  releaseJob,
  settleJobs,
} from './market.ts'
import {
  ANSWERS,
  CHEAT_COST,
  CLIENTS,
  dollarsOf,
  drawsFor,
  drawsOf,
  HONEST_COST,
  PART,
  ROOM,
} from './terms.ts'

/** Parts that each client got of each node. */
export type Memory = readonly Map<number, number>[]

/** Other constants of the ledger: share of the stake that counts without any fee, and what a unit of fees vouches for. */
export type Weighing = { readonly beta: number; readonly kappa: number }

export type ServingDay = {
  readonly world: LedgerWorld
  readonly requester: PrivateKeyAccount
  readonly operators: readonly Operator[]
  readonly memory: Memory
  readonly seed: number
  readonly day: number
  /** As if the ledger weighed so; undefined for as it does. */
  readonly weighing: Weighing | undefined
  /** Parts of jobs in the day. */
  readonly demand: number
}

type Server = {
  readonly operator: Operator
  readonly identity: Identity
  readonly candidate: Omit<Candidate, 'rttMs' | 'load' | 'experience'>
  /** What its stake still covers, micro-dollars. */
  readonly covered: bigint
}

const ROLE = 0
const PRICE = PART
const SLOWEST_MS = 200

/** Returns a memory of clients that used nobody yet. */
export function noMemory(): Memory {
  return Array.from({ length: CLIENTS }, () => new Map<number, number>())
}

/** Serves the parts of a day, settles and releases them. */
export async function serveDay(day: ServingDay): Promise<void> {
  const servers = await serversOf(day)
  const chosen = choose(day, servers)
  const ledger: Server[] = []
  for (const server of chosen) {
    if (server.operator.strategy.forces) await serveForced(day, server)
    else ledger.push(server)
  }
  for (const wave of wavesOf(ledger)) await payWave(day, wave)
}

async function payWave(day: ServingDay, wave: readonly Server[]): Promise<void> {
  const { world, requester } = day
  const nodes = new Map(wave.map(({ identity }) => [identity.nodeId, identity]))
  const jobs: BenchJob[] = []
  for (const parts of jobsOf(wave)) jobs.push(await fundParts(world, requester, parts))
  await settleJobs(world, requester, jobs, nodes)
  for (const job of jobs) await releaseJob(world, requester, job, nodes)
  for (const { operator } of wave) {
    const { lies } = operator.strategy
    operator.parts++
    operator.cost += (lies * CHEAT_COST + (1 - lies) * HONEST_COST) * dollarsOf(PRICE)
  }
}

/** The client sees the race that was lost, pays nothing, and shows it to the court at once. */
async function serveForced(day: ServingDay, { operator, identity }: Server): Promise<void> {
  const { world, requester } = day
  const { node, nodeId } = identity
  operator.cost += (CHEAT_COST * dollarsOf(PRICE)) / Number(ANSWERS)
  if (!(await isServing(day, identity))) return
  const job = await fundParts(world, requester, [{ nodeId, amount: PRICE }])
  const modelId = `0x${'11'.repeat(32)}` as const
  const { signed, seed, opening, better } = await faultyTask(world, {
    node,
    jobId: job.jobId,
    modelId,
  })
  const proof = [signed, seed, opening, better, job.sessionKey.address]
  await world.send(requester, 'ProbeCourt', 'proveRaceFault', proof)
  operator.verdicts++
}

async function isServing({ world }: ServingDay, { nodeId, gone }: Identity): Promise<boolean> {
  const [room] = (await world.read('NodeStaking', 'capacityOf', [[nodeId]])) as bigint[]
  return !gone && (room ?? 0n) >= 2n * PRICE
}

async function serversOf(day: ServingDay): Promise<Server[]> {
  const { world, operators } = day
  const serving = operators.filter(({ strategy }) => !strategy.isDecoy)
  const all = serving.flatMap((operator) =>
    operator.identities.filter(({ gone }) => !gone).map((identity) => ({ operator, identity })),
  )
  const ids = all.map(({ identity }) => identity.nodeId as NodeId)
  const rooms = (await world.read('NodeStaking', 'capacityOf', [ids])) as bigint[]
  const weights = await weightsOf(day, ids)
  return all
    .map(({ operator, identity }, i) => ({
      operator,
      identity,
      covered: rooms[i]!,
      candidate: {
        nodeId: identity.nodeId as NodeId,
        operator: identity.account.address,
        price: PRICE,
        // capacity is the stake of a node that is not jailed
        stake: rooms[i]!,
        reputation: shareOfWeight(weights, identity.nodeId as NodeId, ids),
      },
    }))
    .filter(({ covered }) => covered >= 2n * PRICE)
}

/** What clients read of the ledger, or what it would say with other constants. */
async function weightsOf(
  { world, weighing }: ServingDay,
  ids: readonly NodeId[],
): Promise<ReadonlyMap<NodeId, bigint>> {
  const weights = (await world.read('ReputationLedger', 'weights', [ids, ROLE])) as bigint[]
  if (weighing === undefined) return new Map(ids.map((id, i) => [id, weights[i]!]))
  const all = await Promise.all(
    ids.map((id) => world.read('ReputationLedger', 'termsOf', [id, ROLE])),
  )
  return new Map(ids.map((id, i) => [id, reweigh(all[i] as Terms, weighing)]))
}

type Terms = Readonly<Record<'stake' | 'decayedFees' | 'quality' | 'weight', bigint>>

function reweigh(terms: Terms, { beta, kappa }: Weighing): bigint {
  // jailed, or without a stake
  if (terms.weight === 0n) return 0n
  const stake = Number(terms.stake)
  const vouched = Math.min(stake, beta * stake + kappa * Number(terms.decayedFees))
  return BigInt(Math.round((vouched * Number(terms.quality)) / 1e18))
}

/** Lets clients at random ask one after the other; machines serve so much in a day and no more. */
function choose({ memory, demand, seed, day }: ServingDay, servers: readonly Server[]): Server[] {
  const left = new Map(servers.map((one) => [one, ROOM / one.operator.strategy.identities]))
  const chosen: Server[] = []
  for (let i = 0; i < demand; i++) {
    const random = drawsFor(seed, day, i)
    const client = Math.floor(random() * CLIENTS)
    const free = servers.filter((one) => left.get(one)! >= 1)
    if (free.length === 0) break
    const used = memory[client]!
    const candidates = free.map(({ candidate }) => {
      const served = used.get(candidate.nodeId)
      const experience = served === undefined ? undefined : (served + 1) / (served + 2)
      return {
        ...candidate,
        rttMs: distanceOf(seed, client, candidate.nodeId),
        load: 0,
        experience,
      }
    })
    const { nodeId } = pickNodes(candidates, { random }).primary
    const server = free.find(({ identity }) => identity.nodeId === nodeId)!
    left.set(server, left.get(server)! - 1)
    used.set(nodeId, (used.get(nodeId) ?? 0) + 1)
    chosen.push(server)
  }
  return chosen
}

/** How far a node is from a client (ms): always the same for two of them, and another in every run. */
function distanceOf(seed: number, client: number, nodeId: number): number {
  return 10 + SLOWEST_MS * drawsOf(seed * 1_000_003 + client * 7_919 + nodeId * 104_729)()
}

/** Cuts a day where a node's stake covers no more open jobs. */
function wavesOf(chosen: readonly Server[]): Server[][] {
  const waves: Server[][] = []
  let open = new Map<Server, bigint>()
  for (const server of chosen) {
    const value = (open.get(server) ?? 0n) + PRICE
    if (waves.length === 0 || value > server.covered - PRICE / 2n) {
      waves.push([])
      open = new Map()
    }
    open.set(server, (open.get(server) ?? 0n) + PRICE)
    waves.at(-1)!.push(server)
  }
  return waves
}

/** Puts parts into jobs of different nodes. */
function jobsOf(wave: readonly Server[]): Part[][] {
  const jobs: Part[][] = []
  for (const { identity } of wave) {
    const { nodeId } = identity
    const part = { nodeId, amount: PRICE }
    const job = jobs.find(
      (parts) => parts.length < MAX_NODES && parts.every((one) => one.nodeId !== nodeId),
    )
    if (job === undefined) jobs.push([part])
    else job.push(part)
  }
  return jobs
}
