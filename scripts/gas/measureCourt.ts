import { type Hex, keccak256, type PrivateKeyAccount, toHex, zeroAddress } from 'viem'
import { type BenchEvidence, faultyTask, signReceipt } from './evidence.ts'
import { type BenchNode, fundJob, registerNode, signRow, stakeNode, TYPICAL_TOTAL } from './jobs.ts'
import type { GasFigures } from './measureGas.ts'
import { approve, giveTokens, type World } from './openWorld.ts'

const DOLLAR = 1_000_000n
const VERIFIERS = 64
const STOP_TOKEN = 2

/**
 * Returns what proofs, cases and weights cost. The node was punished before and the finder found before, so that no
 * slot but that of the task itself is new.
 */
export async function measureCourt(
  world: World,
  requester: PrivateKeyAccount,
  nodes: readonly BenchNode[],
): Promise<GasFigures> {
  const [node, accused] = [nodes[8], nodes[9]]
  if (node === undefined || accused === undefined) throw new Error('The bench has too few nodes.')
  const modelId = await registerModel(world, requester)
  const weights16 = await readWeights(world, nodes)
  const proofs = await proving(world, { requester, node, modelId })
  const cases = await judging(world, { requester, accused, modelId })
  return { ...proofs, ...cases, weights16 }
}

async function proving(
  world: World,
  { requester, node, modelId }: { requester: PrivateKeyAccount; node: BenchNode; modelId: Hex },
): Promise<GasFigures> {
  const { jobId, sessionKey } = await paidJob(world, requester, node)
  let lastProof: Hex = '0x'
  const prove = async (name: string, args: (task: BenchEvidence) => readonly unknown[]) => {
    const task = await faultyTask(world, { node, jobId, modelId })
    const receipt = await world.send(requester, 'ProbeCourt', name, args(task))
    lastProof = receipt.transactionHash
    return used(receipt)
  }
  const raceFor =
    (key: Hex) =>
    ({ signed, seed, opening, better }: BenchEvidence) => [signed, seed, opening, better, key]
  await prove('proveRaceFault', raceFor(sessionKey.address))
  const proveRace16 = await prove('proveRaceFault', raceFor(zeroAddress))
  const proveRace16Alone = await world.usedBeforeWriting(lastProof)
  const proveRaceRefund = await prove('proveRaceFault', raceFor(sessionKey.address))
  const proveEarlyStop = await prove('proveEarlyStop', ({ signed, opening }) => [
    signed,
    opening,
    zeroAddress,
  ])
  const first = await faultyTask(world, { node, jobId, modelId })
  const second = await signReceipt(world, node, { ...first.receipt, amount: 41_376 })
  const args = [first.signed, second, zeroAddress]
  const proveEquivocation = used(
    await world.send(requester, 'ProbeCourt', 'proveEquivocation', args),
  )
  return { proveRace16, proveRace16Alone, proveRaceRefund, proveEquivocation, proveEarlyStop }
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
