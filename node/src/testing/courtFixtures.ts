/** Signed receipts over real transcripts, honest or not, for tests of the court. */

import type { Chain } from '#chain/chain.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { type Hex, toHex, u32 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import { type NodeId, parseHash, parseJobId, parseModelId, parseTaskId } from '#protocol/ids.ts'
import { raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import {
  encodeRaceLeaf,
  leafHashOf,
  leafKeyOf,
  leafSaltOf,
  type RacedToken,
} from '#protocol/raceLeaf.ts'
import { type LeafOpening, racePathOf, raceRootOf } from '#protocol/raceTranscript.ts'
import type { Receipt, SignedReceipt } from '#protocol/receipt.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import type { RaceRules } from '#verification/raceCheck.ts'
import { aRacedToken } from './racedTokens.ts'

/** An output that a node signed, with all that opens it. */
export type SignedOutput = {
  readonly signed: SignedReceipt
  readonly seed: Hex
  readonly raceSalt: Hex
  readonly tokens: readonly RacedToken[]
  /** All leaves, as bytes. */
  readonly leaves: readonly Hex[]
  readonly opening: (position: number) => LeafOpening
}

let drawn = 0

/**
 * Returns an output of `count` tokens, signed with a node's key.
 *
 * @param chain - Chain that its domain and its seed belong to.
 * @param node - Who signs it, and from when the task began (Unix seconds).
 * @param change - What differs from an honest one: a token, or values of the receipt.
 */
export async function aSignedOutput(
  { context }: Chain,
  node: { readonly nodeId: NodeId; readonly key: Hex; readonly startedAt: number },
  change: {
    readonly count?: number
    readonly race?: (raced: RacedToken, position: number, rules: RaceRules) => RacedToken
    readonly receipt?: Partial<Receipt>
  } = {},
): Promise<SignedOutput> {
  const hash = () => parseHash(toHex(keccak256(u32(++drawn))))
  const raceSalt = hash()
  const taskId = change.receipt?.taskId ?? parseTaskId(hash())
  const jobId = change.receipt?.jobId ?? parseJobId(hash().slice(0, 42))
  const salt = Uint8Array.from(Buffer.from(raceSalt.slice(2), 'hex'))
  const seed = raceSeedOf({ ...context, jobId, taskId }, salt)
  const rules = { seed, leafKey: leafKeyOf(salt, taskId), temperatureMilli: 1000 }
  const tokens = Array.from({ length: change.count ?? 5 }, (_, position) => {
    const raced = aRacedToken(rules, position)
    return change.race?.(raced, position, rules) ?? raced
  })
  const opened = tokens.map((raced, position) => ({
    leaf: encodeRaceLeaf({ ...raced, position }),
    salt: leafSaltOf(rules.leafKey, position),
  }))
  const hashes = opened.map((one) => leafHashOf(one.salt, one.leaf))
  const receipt: Receipt = {
    jobId,
    taskId,
    nodeId: node.nodeId,
    index: 0,
    quoteId: hash(),
    modelId: parseModelId(hash()),
    mode: 'transit',
    inputBytes: 100,
    outputTokens: tokens.length,
    amount: 1_000n,
    requestHash: hash(),
    responseHash: hash(),
    transcriptRoot: parseHash(raceRootOf(hashes)),
    finishReason: 'stop',
    startedAt: node.startedAt,
    finishedAt: node.startedAt + 1,
    role: 'math',
    seedCommit: parseHash(seedCommitOf(seed)),
    temperatureMilli: rules.temperatureMilli,
    maxOutputTokens: 64,
    ...change.receipt,
  }
  return {
    signed: await signReceipt({ context }, node.key, receipt),
    seed: toHex(seed),
    raceSalt,
    tokens,
    leaves: opened.map(({ leaf }) => toHex(leaf)),
    opening: (position) => ({ ...opened[position]!, path: racePathOf(hashes, position) }),
  }
}

/** Returns a receipt signed with a key. */
export async function signReceipt(
  { context }: Pick<Chain, 'context'>,
  key: Hex,
  receipt: Receipt,
): Promise<SignedReceipt> {
  return { receipt, signature: await signTypedData(key, receiptTypedData(context, receipt)) }
}

/** Emits the first candidate that lost the race of a position. */
export function losesAt(wrong: number) {
  return (raced: RacedToken, position: number): RacedToken =>
    position === wrong
      ? { ...raced, token: raced.candidates.find(({ id }) => id !== raced.token)!.id }
      : raced
}
