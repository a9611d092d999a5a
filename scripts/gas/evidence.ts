/** Receipts with faults for the gas bench. */

import { type Hex, keccak256, toHex } from 'viem'
import { compactSignature } from '#chain/compactSignature.ts'
import { fromHex } from '#protocol/bytes.ts'
import { raceWinner, seedCommitOf } from '#protocol/race.ts'
import { encodeRaceLeaf, leafHashOf } from '#protocol/raceLeaf.ts'
import { racePathOf, raceRootOf } from '#protocol/raceTranscript.ts'
import type { Signature } from '#protocol/signature.ts'
import type { BenchNode } from './jobs.ts'
import type { Scene } from './openWorld.ts'

export type BenchReceipt = ReturnType<typeof newReceipt>
export type BenchEvidence = Awaited<ReturnType<typeof faultyTask>>

/** Tokens of the output; its tree has six levels. */
const TOKENS = 64
const SEED = fromHex(keccak256(toHex('gas bench seed')), 32)
const SALT = fromHex(keccak256(toHex('gas bench salt')), 32).slice(0, 16)
const CANDIDATES = Array.from({ length: 16 }, (_, i) => ({ id: 3_000 + 977 * i, gap: 11 * i }))
const TEMPERATURE_MILLI = 700

const RECEIPT_TYPES = {
  Receipt: [
    { name: 'jobId', type: 'bytes20' },
    { name: 'taskId', type: 'bytes32' },
    { name: 'nodeId', type: 'uint32' },
    { name: 'index', type: 'uint8' },
    { name: 'quoteId', type: 'bytes32' },
    { name: 'modelId', type: 'bytes32' },
    { name: 'mode', type: 'uint8' },
    { name: 'inputBytes', type: 'uint32' },
    { name: 'outputTokens', type: 'uint32' },
    { name: 'amount', type: 'uint48' },
    { name: 'requestHash', type: 'bytes32' },
    { name: 'responseHash', type: 'bytes32' },
    { name: 'transcriptRoot', type: 'bytes32' },
    { name: 'finishReason', type: 'uint8' },
    { name: 'startedAt', type: 'uint40' },
    { name: 'finishedAt', type: 'uint40' },
    { name: 'role', type: 'uint8' },
    { name: 'seedCommit', type: 'bytes32' },
    { name: 'temperatureMilli', type: 'uint16' },
    { name: 'maxOutputTokens', type: 'uint32' },
  ],
} as const

let tasks = 0

/** Returns a task whose last token lost its race and ends nothing, although the receipt says that it does. */
export async function faultyTask(
  world: Scene,
  { node, jobId, modelId }: { node: BenchNode; jobId: Hex; modelId: Hex },
) {
  const leaves = Array.from({ length: TOKENS }, (_, position) => {
    const { id } = raceWinner(SEED, position, CANDIDATES, TEMPERATURE_MILLI)
    const wins = position !== TOKENS - 1
    const token = wins ? id : CANDIDATES.find((candidate) => candidate.id !== id)!.id
    return encodeRaceLeaf({ position, token, candidates: CANDIDATES })
  })
  const hashes = leaves.map((leaf) => leafHashOf(SALT, leaf))
  const winner = raceWinner(SEED, TOKENS - 1, CANDIDATES, TEMPERATURE_MILLI)
  const receipt = newReceipt({
    nodeId: node.nodeId,
    jobId,
    modelId,
    transcriptRoot: raceRootOf(hashes),
    time: await world.now(),
  })
  return {
    receipt,
    signed: await signReceipt(world, node, receipt),
    seed: toHex(SEED),
    opening: {
      salt: toHex(SALT),
      leaf: toHex(leaves[TOKENS - 1]!),
      path: racePathOf(hashes, TOKENS - 1),
    },
    better: BigInt(CANDIDATES.indexOf(winner)),
  }
}

/** Returns a receipt with its node's signature, as the contracts take it. */
export async function signReceipt(world: Scene, node: BenchNode, receipt: BenchReceipt) {
  const signature = await node.signer.signTypedData({
    domain: world.witanDomain,
    types: RECEIPT_TYPES,
    primaryType: 'Receipt',
    message: receipt,
  })
  return { receipt, signature: compactSignature(signature as Signature) }
}

/** Returns what a node says of a task that begins in a minute. */
export function newReceipt(parts: {
  nodeId: number
  jobId: Hex
  modelId: Hex
  transcriptRoot: Hex
  time: number
}) {
  const { time, ...rest } = parts
  return {
    ...rest,
    taskId: keccak256(toHex(`gas bench task ${++tasks}`)),
    index: 0,
    quoteId: keccak256(toHex('gas bench quote')),
    mode: 1,
    inputBytes: 812,
    outputTokens: TOKENS,
    amount: 41_375,
    requestHash: keccak256(toHex('gas bench request')),
    responseHash: keccak256(toHex('gas bench response')),
    finishReason: 0,
    startedAt: time + 60,
    finishedAt: time + 62,
    role: 0,
    seedCommit: seedCommitOf(SEED),
    temperatureMilli: TEMPERATURE_MILLI,
    maxOutputTokens: 256,
  }
}
