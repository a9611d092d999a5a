import { type Hex, keccak256, type PrivateKeyAccount, toHex, zeroAddress } from 'viem'
import { type BenchEvidence, faultyTask, signReceipt } from './evidence.ts'
import {
  type BenchJob,
  type BenchNode,
  fundJob,
  registerNode,
  signRow,
  stakeNode,
  TYPICAL_TOTAL,
} from './jobs.ts'
import type { GasFigures } from './measureGas.ts'
import { approve, giveTokens, type World } from './openWorld.ts'

const DOLLAR = 1_000_000n
const VERIFIERS = 64
const STOP_TOKEN = 2

/**
 * Returns what proofs, cases and weights cost. The finder found before; each proof is the first against its node, whose
 * registration opened all that is written, unless the name says that it was punished before.
 */
export async function measureCourt(
  world: World,
  requester: PrivateKeyAccount,
  nodes: readonly BenchNode[],
): Promise<GasFigures> {
  const accused = nodes[9]
  if (accused === undefined) throw new Error('The bench has too few nodes.')
  const modelId = await registerModel(world, requester)
  const weights16 = await readWeights(world, nodes)
  const proofs = await proving(world, { requester, nodes: nodes.slice(10), modelId })
  const cases = await judging(world, { requester, accused, modelId })
  return { ...proofs, ...cases, weights16 }
}

async function proving(
  world: World,
  {
    requester,
    nodes,
    modelId,
  }: { requester: PrivateKeyAccount; nodes: readonly BenchNode[]; modelId: Hex },
): Promise<GasFigures> {
  let lastProof: Hex = '0x'
  let sessionKey: Hex = zeroAddress
  // a node that was punished is jailed and gets no new job
  const jobs = new Map<BenchNode, BenchJob>()
  const taskOf = async (place: number) => {
    const node = nodes[place]
    if (node === undefined) throw new Error('The bench has too few nodes.')
    const job = jobs.get(node) ?? (await paidJob(world, requester, node))
    jobs.set(node, job)
    sessionKey = job.sessionKey.address
    return { node, ...(await faultyTask(world, { node, jobId: job.jobId, modelId })) }
  }
  const prove = async (
    place: number,
    name: string,
    args: (task: BenchEvidence) => readonly unknown[],
  ) => {
    const task = await taskOf(place)
    const receipt = await world.send(requester, 'ProbeCourt', name, args(task))
    lastProof = receipt.transactionHash
    return used(receipt)
  }
  const race = ({ signed, seed, opening, better }: BenchEvidence) => [
    signed,
    seed,
    opening,
    better,
    zeroAddress,
  ]
  const refunding = (task: BenchEvidence) => [...race(task).slice(0, -1), sessionKey]
  await prove(0, 'proveRaceFault', refunding)
  const proveRace16 = await prove(1, 'proveRaceFault', race)
  const proveRace16Alone = await world.usedBeforeWriting(lastProof)
  const proveRaceRefund = await prove(2, 'proveRaceFault', refunding)
  const proveEarlyStop = await prove(3, 'proveEarlyStop', ({ signed, opening }) => [
    signed,
    opening,
    zeroAddress,
  ])
  const proveRaceAgain = await prove(1, 'proveRaceFault', race)
  const { node, ...first } = await taskOf(4)
  const second = await signReceipt(world, node, { ...first.receipt, amount: 41_376 })
  const args = [first.signed, second, zeroAddress]
  const proveEquivocation = used(
    await world.send(requester, 'ProbeCourt', 'proveEquivocation', args),
  )
  const burnProceeds = used(
    await world.send(requester, 'NodeStaking', 'burnProceeds', [requester.address]),
  )
  return {
    proveRace16,
    proveRace16Alone,
    proveRaceRefund,
    proveRaceAgain,
    proveEquivocation,
    proveEarlyStop,
    burnProceeds,
  }
}

async function judging(
  world: World,
  {
    requester,
    accused,
    modelId,
  }: { requester: PrivateKeyAccount; accused: BenchNode; modelId: Hex },
): Promise<GasFigures> {
  for (let i = 0; i < VERIFIERS; i++) {
    const verifier = await registerNode(world)
    await stakeNode(world, verifier)
    await world.send(verifier.owner, 'VerifierBench', 'joinVerifiers', [verifier.nodeId])
  }
  const { jobId } = await paidJob(world, requester, accused)
  await approve(world, requester, 'VerifierBench')
  const open = async () => {
    const { signed } = await faultyTask(world, { node: accused, jobId, modelId })
    const args = [signed, keccak256(toHex('evidence')), 0]
    return used(await world.send(requester, 'VerifierBench', 'openCase', args))
  }
  await open()
  const openCase = await open()
  await world.wait(1)
  const { round } = (await world.read('VerifierBench', 'caseOf', [2n])) as { round: bigint }
  await world.send(requester, 'BlockBeacon', 'prove', [round])
  const drawJury64 = used(await world.send(requester, 'VerifierBench', 'advance', [2n]))
  return { openCase, drawJury64 }
}

/** Registers a model, and returns its id. */
export async function registerModel(world: World, publisher: PrivateKeyAccount): Promise<Hex> {
  await giveTokens(world, publisher, 100n * DOLLAR)
  await approve(world, publisher, 'ModelRegistry')
  const parts = {
    ggufSha256: keccak256(toHex('gguf')),
    tokenizerSha256: keccak256(toHex('tokenizer')),
    chatTemplateSha256: keccak256(toHex('template')),
    engineProfileId: keccak256(toHex('engine')),
    rolesBitmap: 1,
    contextTokens: 2_048,
    stopTokens: [STOP_TOKEN],
    uri: '',
    licence: '',
  }
  const modelId = (await world.read('ModelRegistry', 'modelIdOf', [parts])) as Hex
  await world.send(publisher, 'ModelRegistry', 'register', [parts])
  return modelId
}

/** A read from a contract: what the call would cost in a transaction of its own. */
async function readWeights(world: World, nodes: readonly BenchNode[]): Promise<number> {
  const nodeIds = nodes.slice(0, 16).map(({ nodeId }) => nodeId)
  return Number(await world.estimate(zeroAddress, 'ReputationLedger', 'weights', [nodeIds, 0]))
}

async function paidJob(world: World, requester: PrivateKeyAccount, node: BenchNode) {
  const job = await fundJob(world, requester, [node])
  const row = await signRow(world, job, 0, TYPICAL_TOTAL)
  await world.send(requester, 'JobEscrow', 'settle', [[row]])
  return job
}

function used({ gasUsed }: { gasUsed: bigint }): number {
  return Number(gasUsed)
}
