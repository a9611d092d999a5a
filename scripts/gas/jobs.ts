/** Jobs, vouchers and nodes for the gas bench. */

import {
  type Account,
  type Hex,
  keccak256,
  type PrivateKeyAccount,
  parseSignature,
  serializeCompactSignature,
  signatureToCompactSignature,
  toHex,
} from 'viem'
import { approve, giveTokens, type Scene, type World } from './openWorld.ts'

export type BenchNode = { nodeId: number; owner: PrivateKeyAccount; signer: PrivateKeyAccount }
export type BenchJob = {
  jobId: Hex
  sessionKey: PrivateKeyAccount
  terms: {
    sessionKey: Hex
    deadline: number
    mode: number
    termsHash: Hex
    allocations: { nodeId: number; cap: bigint }[]
  }
}

const DOLLAR = 1_000_000n
const STAKE = 100_000n * DOLLAR
/** Most that a node gets for a job of the bench. */
export const CAP = 60n * DOLLAR
const HOUR = 3_600
/** A voucher of about 41 dollars: realistic totals have four bytes or more that are not zero. */
export const TYPICAL_TOTAL = 41_375_219n

let salt = 0

/** Registers a node of a new owner, with two offers. */
export async function registerNode(world: Scene): Promise<BenchNode> {
  const owner = await world.newUser()
  const signer = world.newKey()
  const nodeId = Number(await world.read('NodeRegistry', 'nodeCount')) + 1
  const peerId = `0x002408011220${keccak256(toHex(`peer ${nodeId}`)).slice(2)}`
  const offers = ['math', 'tools'].map((name, i) => ({
    modelId: keccak256(toHex(name)),
    role: i === 0 ? 0 : 6,
    pricePer1kInputBytes: 120n,
    pricePer1kOutputTokens: 2_500n,
    concurrency: 4,
    modesBitmap: 2,
  }))
  const args = [signer.address, peerId, keccak256(toHex(`record ${nodeId}`)), nodeId, offers]
  await world.send(owner, 'NodeRegistry', 'register', args)
  return { nodeId, owner, signer }
}

/** Gives a node stake that covers every job of the bench. */
export async function stakeNode(world: World, node: BenchNode) {
  await giveTokens(world, node.owner, STAKE)
  await approve(world, node.owner, 'NodeStaking')
  return world.send(node.owner, 'NodeStaking', 'stake', [node.nodeId, STAKE])
}

/** Returns terms that were never used before, for the given nodes. */
export async function newTerms(world: World, requester: Account, nodes: readonly BenchNode[]) {
  const sessionKey = world.newKey()
  const terms = {
    sessionKey: sessionKey.address,
    deadline: (await world.now()) + HOUR,
    mode: 1,
    termsHash: keccak256(toHex(`terms ${++salt}`)),
    allocations: nodes.map(({ nodeId }) => ({ nodeId, cap: CAP })),
  }
  const jobId = (await world.read('JobEscrow', 'jobIdOf', [requester.address, terms])) as Hex
  return { jobId, sessionKey, terms } satisfies BenchJob
}

/** Funds a job from the requester's free balance. */
export async function fundJob(world: World, requester: Account, nodes: readonly BenchNode[]) {
  const job = await newTerms(world, requester, nodes)
  const receipt = await world.send(requester, 'JobEscrow', 'fund', [job.terms])
  return { ...job, receipt }
}

/** Returns a settlement row: the node at this position may claim this much. */
export async function signRow(world: Scene, job: BenchJob, index: number, total: bigint) {
  const nodeId = job.terms.allocations[index]?.nodeId ?? 0
  const message = { jobId: job.jobId, nodeId, index, total: Number(total) }
  const signature = await job.sessionKey.signTypedData({
    domain: world.escrowDomain,
    types: {
      Voucher: [
        { name: 'jobId', type: 'bytes20' },
        { name: 'nodeId', type: 'uint32' },
        { name: 'index', type: 'uint8' },
        { name: 'total', type: 'uint48' },
      ],
    },
    primaryType: 'Voucher',
    message,
  })
  const head = (BigInt(job.jobId) << 88n) | (BigInt(nodeId) << 56n) | (BigInt(index) << 48n) | total
  return { head, ...compact(signature) }
}

/** Returns a node's signed word that it wants no more of a job. */
export async function signDone(world: Scene, job: BenchJob, node: BenchNode, total: bigint) {
  const signature = await node.signer.signTypedData({
    domain: world.escrowDomain,
    types: {
      Done: [
        { name: 'jobId', type: 'bytes20' },
        { name: 'nodeId', type: 'uint32' },
        { name: 'total', type: 'uint48' },
      ],
    },
    primaryType: 'Done',
    message: { jobId: job.jobId, nodeId: node.nodeId, total: Number(total) },
  })
  return { total, ...compact(signature) }
}

function compact(signature: Hex): { r: Hex; vs: Hex } {
  const packed = serializeCompactSignature(signatureToCompactSignature(parseSignature(signature)))
  return { r: packed.slice(0, 66) as Hex, vs: `0x${packed.slice(66)}` }
}
