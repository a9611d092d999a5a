/** What verifiers earn who check, and who only say that they did. */

import {
  concat,
  encodeAbiParameters,
  type Hex,
  keccak256,
  type PrivateKeyAccount,
  toHex,
} from 'viem'
import { faultyTask, signReceipt } from '../gas/evidence.ts'
import { type BenchNode, newTerms, signRow } from '../gas/jobs.ts'
import type { World } from '../gas/openWorld.ts'
import { nodeOf, openNode, serves, wealthOf } from './market.ts'
import type { Outcome } from './serving.ts'
import { CHECK_COST, DECOYS, dollarsOf, drawsOf, PRICE, SEEDS } from './terms.ts'

const PROBES = 16
const DAY = 86_400
const STATS = keccak256(toHex('stats'))

type Drawn = Awaited<ReturnType<typeof buyProbe>>
type Parties = { readonly requester: PrivateKeyAccount; readonly modelId: Hex }

/** Runs a day of sixteen duties for verifiers of both kinds; every tenth node is a decoy. */
export async function runVerifying(world: World, parties: Parties): Promise<readonly Outcome[]> {
  const kinds = ['verifier that checks', 'lazy verifier, a tenth of the nodes decoys'] as const
  const outcomes: Outcome[] = []
  for (const [kind, strategy] of kinds.entries()) {
    const profits: number[] = []
    let verdicts = 0
    for (let seed = 0; seed < SEEDS; seed++) {
      const run = await dutyOf(world, parties, kind === 1, seed)
      profits.push(run.profit)
      verdicts += run.verdicts
    }
    outcomes.push({ strategy, profits, tasks: SEEDS * PROBES, verdicts })
  }
  return outcomes
}

async function dutyOf(
  world: World,
  parties: Parties,
  isLazy: boolean,
  seed: number,
): Promise<{ profit: number; verdicts: number }> {
  const verifier = await openNode(world)
  await world.send(verifier.owner, 'VerifierBench', 'joinVerifiers', [verifier.nodeId])
  const before = await wealthOf(world, verifier)
  const secret = keccak256(toHex(`secret ${isLazy} ${seed}`))
  const probes = Array.from({ length: PROBES }, (_, index) => ({ index, key: world.newKey() }))
  const tree = treeOf(probes.map(({ index, key }) => leafOf(index, key.address)))
  const commit = [verifier.nodeId, tree.root, keccak256(secret), PROBES]
  await world.send(verifier.owner, 'VerifierBench', 'commitProbes', commit)
  const epoch = ((await world.read('VerifierBench', 'epochNow')) as number) + 1
  const batch = (await world.read('VerifierBench', 'batchOf', [verifier.nodeId, epoch])) as {
    round: bigint
  }
  await world.wait(1)
  await world.send(parties.requester, 'BlockBeacon', 'prove', [batch.round])
  await world.wait((epoch + 1) * DAY - (await world.now()))
  await world.send(verifier.owner, 'VerifierBench', 'revealSecret', [
    verifier.nodeId,
    epoch,
    secret,
  ])

  const draw = drawsOf(90_000 + seed)
  const found: Drawn[] = []
  for (const { index, key } of probes) {
    const drawn = (await world.read('VerifierBench', 'dutyOf', [
      verifier.nodeId,
      epoch,
      index,
    ])) as number
    const isDecoy = draw() < DECOYS
    const node = nodeOf(world, drawn)
    if (node === undefined || node === verifier || !(await serves(world, node))) {
      const skip = [verifier.nodeId, epoch, index]
      await world.send(verifier.owner, 'VerifierBench', 'skipProbe', skip)
      continue
    }
    const probe = await buyProbe(world, { ...parties, key, node, isDecoy })
    const passes = isLazy || !isDecoy
    const opening = openingOf(index, key.address, tree.pathOf(index))
    const report = [verifier.nodeId, epoch, opening, probe.signed, passes, STATS]
    await world.send(verifier.owner, 'VerifierBench', 'reportProbe', report)
    if (isDecoy) found.push(probe)
  }
  await world.send(verifier.owner, 'VerifierBench', 'rewardDuty', [verifier.nodeId, epoch])
  for (const { signed, race, opening, better } of found) {
    // whoever checks finds the lie first; what a lazy one passed is shown by the decoy's operator
    const finder = isLazy ? parties.requester : verifier.owner
    const proof = [signed, race, opening, better, `0x${'0'.repeat(40)}`]
    await world.send(finder, 'ProbeCourt', 'proveRaceFault', proof)
    if (isLazy) await world.send(parties.requester, 'VerifierBench', 'punishLazyPass', [signed])
  }
  const checking = isLazy ? 0 : PROBES * CHECK_COST * dollarsOf(PRICE)
  const gained = dollarsOf((await wealthOf(world, verifier)) - before)
  await world.send(verifier.owner, 'VerifierBench', 'leaveVerifiers', [verifier.nodeId])
  return { profit: gained - checking, verdicts: found.length }
}

async function buyProbe(
  world: World,
  parties: {
    requester: PrivateKeyAccount
    modelId: Hex
    key: PrivateKeyAccount
    node: BenchNode
    isDecoy: boolean
  },
) {
  const { requester, modelId, key, node, isDecoy } = parties
  const { terms } = await newTerms(world, requester, [node])
  const priced = {
    ...terms,
    sessionKey: key.address,
    allocations: [{ nodeId: node.nodeId, cap: PRICE }],
  }
  const jobId = (await world.read('JobEscrow', 'jobIdOf', [requester.address, priced])) as Hex
  await world.send(requester, 'JobEscrow', 'fund', [priced])
  const row = await signRow(world, { jobId, sessionKey: key, terms: priced }, 0, PRICE)
  await world.send(requester, 'JobEscrow', 'settle', [[row]])
  const task = await faultyTask(world, { node, jobId, modelId })
  const signed = isDecoy ? task.signed : await signReceipt(world, node, task.receipt)
  return { signed, race: task.seed, opening: task.opening, better: task.better }
}

function leafOf(index: number, sessionKey: Hex): Hex {
  return keccak256(concat(['0x00', toHex(index, { size: 1 }), sessionKey, STATS, saltOf(index)]))
}

function openingOf(index: number, sessionKey: Hex, path: readonly Hex[]) {
  return { index, sessionKey, promptHash: STATS, salt: saltOf(index), path }
}

function saltOf(index: number): Hex {
  return keccak256(encodeAbiParameters([{ type: 'uint256' }], [BigInt(index)])).slice(0, 34) as Hex
}

/** A full tree of sorted pairs, as the bench reads it. */
function treeOf(leaves: readonly Hex[]) {
  const levels: Hex[][] = [[...leaves]]
  while ((levels.at(-1)?.length ?? 0) > 1) {
    const below = levels.at(-1) ?? []
    levels.push(
      below.flatMap((left, i) => {
        const right = below[i + 1]
        if (i % 2 === 1 || right === undefined) return []
        return [keccak256(left < right ? concat([left, right]) : concat([right, left]))]
      }),
    )
  }
  const pathOf = (index: number) =>
    levels.slice(0, -1).map((level, depth) => level[(index >> depth) ^ 1] as Hex)
  return { root: levels.at(-1)?.[0] as Hex, pathOf }
}
