/** Verifiers on the real bench: they commit, buy, report, accuse, and are paid out of the fees. */

import { type Hex, keccak256, type PrivateKeyAccount, toHex } from 'viem'
import { drawDuty, probeLeafOf } from '#verification/probeDuty.ts'
import { probePathOf, probeRootOf } from '#verifier/probeTree.ts'
import { type BenchReceipt, faultyTask, newReceipt, signReceipt } from '../gas/evidence.ts'
import type { BenchJob } from '../gas/jobs.ts'
import type { LedgerWorld } from './ledgerWorld.ts'
import {
  DAY,
  fundParts,
  type Identity,
  type Operator,
  type Purse,
  releaseJob,
  settleJobs,
} from './market.ts'
import { ANSWER, CHECK_COST, DETECTION, dollarsOf, drawsFor } from './terms.ts'

/** What a verifier does with its duties. */
export type Habit = 'checks' | 'passes unread' | 'does nothing'
/** The habits that others are measured by. */
export const CHECKS: Habit & 'checks' = 'checks'
export const IDLE: Habit & 'does nothing' = 'does nothing'

export type Verifier = {
  readonly habit: Habit
  readonly purse: Purse & { readonly nodeId: number }
  /** Passed unread, whatever else the verifier does. */
  readonly friends: () => readonly Identity[]
  /** Dollars. */
  checkCost: number
  reported: number
  /** Rewards, micro-dollars. */
  rewarded: bigint
  caught: boolean
}

type Batch = {
  readonly verifier: Verifier
  readonly epoch: number
  readonly secret: Hex
  readonly keys: readonly PrivateKeyAccount[]
  readonly leaves: readonly Hex[]
  readonly nodes: number
  readonly round: bigint
  readonly bought: Bought[]
}
export type Bought = {
  readonly index: number
  readonly target: Target
  readonly job: BenchJob
  readonly signed: { readonly receipt: BenchReceipt; readonly signature: unknown }
  readonly isLie: boolean
  /** What shows a lost race to the court. */
  readonly proof?: readonly unknown[]
}
export type Target = { readonly operator: Operator; readonly identity: Identity }

export type Probing = {
  readonly world: LedgerWorld
  readonly relayer: PrivateKeyAccount
  readonly seed: number
  readonly probes: number
  readonly verifiers: readonly Verifier[]
  readonly batches: Batch[]
  readonly targetOf: (nodeId: number) => Target | undefined
  /** Days of the chain before the first of the run. */
  readonly first: number
}

/** More blocks than a day of a run has. */
const BLOCKS_A_DAY = 4_000
const STATS = keccak256(toHex('stats'))
const ROOT = keccak256(toHex('transcript'))
const NOBODY = `0x${'0'.repeat(40)}`
const saltOf = (index: number): Hex => toHex(index, { size: 16 })

/**
 * Commits every verifier to probes of the next epoch, and has the beacon draw.
 *
 * At the same height and with the same randomness in every run of a seed: who does one thing more in the meantime
 * changes nobody's draw.
 */
export async function commitProbes(probing: Probing): Promise<void> {
  const { world, verifiers, probes, batches, relayer, seed, first } = probing
  const nodes = Number(await world.read('NodeRegistry', 'nodeCount'))
  const epoch = Number(await world.read('VerifierBench', 'epochNow')) + 1
  const day = epoch - first
  await world.moveToBlock(BLOCKS_A_DAY * (day + 1))
  const fresh: Batch[] = []
  for (const verifier of verifiers) {
    if (verifier.habit === 'does nothing' || verifier.caught) continue
    const { nodeId, account } = verifier.purse
    const secret = keccak256(toHex(`${seed} ${nodeId} ${day}`))
    const keys = Array.from({ length: probes }, () => world.newKey())
    const leaves = keys.map((key, index) => probeLeafOf(openingOf(index, key)))
    const args = [nodeId, probeRootOf(leaves), keccak256(secret), probes]
    await world.send(account, 'VerifierBench', 'commitProbes', args)
    const { round } = (await world.read('VerifierBench', 'batchOf', [nodeId, epoch])) as Batch
    fresh.push({ verifier, epoch, secret, keys, leaves, nodes, round, bought: [] })
  }
  await world.wait(1)
  for (const { round } of fresh) {
    await world.setNextRandomness(keccak256(toHex(`${seed} ${day} ${round}`)))
    await world.send(relayer, 'BlockBeacon', 'prove', [round])
  }
  batches.push(...fresh)
}

/** Buys the probes of this epoch as any requester would. */
export async function buyProbes(probing: Probing): Promise<void> {
  const { world, relayer, batches } = probing
  const epoch = Number(await world.read('VerifierBench', 'epochNow'))
  const jobs: BenchJob[] = []
  const payers = new Map<number, Identity>()
  for (const batch of batches.filter((one) => one.epoch === epoch)) {
    const [randomness] = (await world.read('BlockBeacon', 'randomness', [batch.round])) as [Hex]
    for (const [index, key] of batch.keys.entries()) {
      const target = probing.targetOf(drawDuty({ ...batch, randomness }, index))
      if (target === undefined || !(await sells(world, target.identity))) continue
      const bought = await buyOne(probing, { batch, index, key, target })
      batch.bought.push(bought)
      jobs.push(bought.job)
      payers.set(target.identity.nodeId, target.identity)
    }
  }
  await settleJobs(world, relayer, jobs, payers)
}

/** Tells the bench what the probes of the last epoch found; returns the lies that a jury must see. */
export async function reportProbes(
  probing: Probing,
): Promise<readonly { readonly verifier: Verifier; readonly bought: Bought }[]> {
  const { world, batches, targetOf } = probing
  const epoch = Number(await world.read('VerifierBench', 'epochNow')) - 1
  const lies: { verifier: Verifier; bought: Bought }[] = []
  for (const batch of batches.filter((one) => one.epoch === epoch)) {
    const { verifier, secret, keys } = batch
    const { account, nodeId } = verifier.purse
    await world.send(account, 'VerifierBench', 'revealSecret', [nodeId, epoch, secret])
    for (const [index] of keys.entries()) {
      const bought = batch.bought.find((one) => one.index === index)
      if (bought === undefined) await skip(world, batch, index)
      else if (await report(probing, batch, bought)) lies.push({ verifier, bought })
    }
    const before = (await world.read('VerifierBench', 'creditOf', [account.address])) as bigint
    await world.send(account, 'VerifierBench', 'rewardDuty', [nodeId, epoch])
    const after = (await world.read('VerifierBench', 'creditOf', [account.address])) as bigint
    verifier.rewarded += after - before
    for (const { job, target } of batch.bought) {
      const nodes = new Map([[target.identity.nodeId, target.identity]])
      if (targetOf(target.identity.nodeId)) await releaseJob(world, account, job, nodes)
    }
  }
  return lies
}

async function buyOne(
  { world, seed, first }: Probing,
  order: { batch: Batch; index: number; key: PrivateKeyAccount; target: Target },
): Promise<Bought> {
  const { batch, index, key, target } = order
  const { identity, operator } = target
  const { strategy } = operator
  const amount = ANSWER
  const { account } = batch.verifier.purse
  const job = await fundParts(world, account, [{ nodeId: identity.nodeId, amount }], key)
  const parts = { node: identity.node, jobId: job.jobId, modelId: STATS }
  if (strategy.forces) {
    const task = await faultyTask(world, parts)
    const proof = [task.signed, task.seed, task.opening, task.better, NOBODY]
    return { index, target, job, signed: task.signed, isLie: true, proof }
  }
  const time = await world.now()
  const { nodeId, node } = identity
  const receipt = newReceipt({ nodeId, ...parts, transcriptRoot: ROOT, time })
  const signed = await signReceipt(world, node, receipt)
  const random = drawsFor(seed, batch.epoch - first, batch.verifier.purse.nodeId, index)
  const isLie = random() < strategy.lies && random() < DETECTION
  return { index, target, job, signed, isLie }
}

/** Reports one probe; returns whether it is a lie that a jury must see. */
async function report({ world }: Probing, batch: Batch, bought: Bought): Promise<boolean> {
  const { verifier, epoch, keys, leaves } = batch
  const { account, nodeId } = verifier.purse
  const { index, signed, target, isLie, proof } = bought
  const isFriend = verifier.friends().some((one) => one.nodeId === target.identity.nodeId)
  const checks = verifier.habit === 'checks' && !isFriend
  const opening = { ...openingOf(index, keys[index]!), path: probePathOf(leaves, index) }
  const passes = !checks || !isLie
  const args = [nodeId, epoch, opening, signed, passes, STATS]
  await world.send(account, 'VerifierBench', 'reportProbe', args)
  verifier.reported++
  if (checks) verifier.checkCost += CHECK_COST * dollarsOf(ANSWER)
  if (passes || proof === undefined) return !passes
  // the court sees a lost race by itself
  await world.send(account, 'ProbeCourt', 'proveRaceFault', proof)
  target.operator.verdicts++
  return false
}

/** A duty whose node gave nothing is closed without a reward, unless the bench lets it be skipped. */
async function skip(world: LedgerWorld, batch: Batch, index: number): Promise<void> {
  const { account, nodeId } = batch.verifier.purse
  try {
    await world.send(account, 'VerifierBench', 'skipProbe', [nodeId, batch.epoch, index])
  } catch {
    await world.send(account, 'VerifierBench', 'reportUnanswered', [nodeId, batch.epoch, index])
  }
}

/** Whether a node answers a probe: it is there, and its stake covers an answer. */
async function sells(world: LedgerWorld, { nodeId, gone }: Identity): Promise<boolean> {
  const [room] = (await world.read('NodeStaking', 'capacityOf', [[nodeId]])) as bigint[]
  return !gone && (room ?? 0n) >= 20n * ANSWER
}

function openingOf(index: number, key: PrivateKeyAccount) {
  return { index, sessionKey: key.address as never, promptHash: STATS, salt: saltOf(index) }
}

/** Moves the chain to a day of the simulation; the days of the court begin at midnight, as those here do. */
export async function moveToDay(world: LedgerWorld, first: number, day: number): Promise<void> {
  await world.moveTo((first + day) * DAY + 60)
}
