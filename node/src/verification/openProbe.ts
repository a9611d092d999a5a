/** Opens the bundle of a whole probe and holds it against the receipt: nothing in it can be another than what was sent and signed. */

import { isWitanError, WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import {
  decodeRaceLeaf,
  leafHashOf,
  leafKeyOf,
  leafSaltOf,
  type RaceLeaf,
} from '#protocol/raceLeaf.ts'
import { raceRootOf } from '#protocol/raceTranscript.ts'
import {
  decodeRequestPayload,
  inputBytesOf,
  type RequestPayload,
} from '#protocol/requestPayload.ts'
import type { ChainContext } from '#protocol/typedData.ts'
import { reopenRequest } from '#sealing/reopenRequest.ts'
import type { Evidence } from './evidence.ts'
import type { RaceRules } from './raceCheck.ts'

export type OpenedProbe = {
  /** What was asked. */
  readonly payload: RequestPayload
  readonly rules: RaceRules
  /** Of all tokens, in order. */
  readonly leaves: readonly RaceLeaf[]
}

/**
 * Returns what a bundle of kind `replay` holds. The signatures of receipt and quote are the caller's to recover.
 *
 * @param context - Chain and escrow that request and seed are bound to.
 * @throws {WitanError} NOT_JUDGEABLE naming the first thing that does not fit: then it says nothing of the node.
 */
export function openProbe(
  context: Pick<ChainContext, 'chainId' | 'escrow'>,
  evidence: Evidence,
): OpenedProbe {
  const { receipt } = evidence.receipt
  const payload = openPayload(context, evidence)
  const { raceSalt, temperatureMilli } = payload
  const seed = raceSeedOf({ ...boundOf(context), ...receipt }, raceSalt)
  const leafKey = leafKeyOf(raceSalt, receipt.taskId)
  const sent = evidence.probe[0]?.leaves ?? []
  const root = raceRootOf(sent.map((leaf, i) => leafHashOf(leafSaltOf(leafKey, i), leaf)))
  expect(seedCommitOf(seed) === receipt.seedCommit, 'the seed is not the one that was committed to')
  expect(temperatureMilli === receipt.temperatureMilli, 'the temperature is another')
  expect(inputBytesOf(payload) === receipt.inputBytes, 'the request has another length')
  expect(sent.length === receipt.outputTokens, 'leaves are missing')
  expect(root === receipt.transcriptRoot, 'the leaves are not those that were signed')
  return { payload, rules: { seed, leafKey, temperatureMilli }, leaves: sent.map(leafIn) }
}

function openPayload(
  context: Pick<ChainContext, 'chainId' | 'escrow'>,
  { kind, receipt: { receipt }, quote: [signed], probe: [probe] }: Evidence,
): RequestPayload {
  if (kind !== 'replay' || signed === undefined || probe === undefined) {
    throw notJudgeable('it is not a whole probe')
  }
  const { quote } = signed
  const isOwn =
    quote.quoteId === receipt.quoteId &&
    quote.nodeId === receipt.nodeId &&
    quote.modelId === receipt.modelId &&
    quote.mode === receipt.mode
  expect(isOwn, 'the quote is of another receipt')
  expect(keccak256Hex(probe.envelope) === receipt.requestHash, 'another request was served')
  const { jobId, taskId, nodeId, mode, modelId } = receipt
  const { sealingKey, maxOutputTokens } = quote
  const { deadline } = probe
  const sealed = { jobId, taskId, nodeId, mode, modelId, sealingKey, maxOutputTokens, deadline }
  try {
    const bound = { ...boundOf(context), ...sealed }
    return decodeRequestPayload(reopenRequest(bound, probe.requestKey, probe.envelope))
  } catch (error) {
    if (!isWitanError(error)) throw error
    throw notJudgeable('the request does not open')
  }
}

function boundOf({ chainId, escrow }: Pick<ChainContext, 'chainId' | 'escrow'>) {
  return { chainId, escrow }
}

/** A leaf that nobody can read was signed all the same: it counts as one without candidates. */
function leafIn(bytes: Uint8Array, position: number): RaceLeaf {
  try {
    return decodeRaceLeaf(bytes)
  } catch (error) {
    if (!isWitanError(error)) throw error
    return { position, token: 0, candidates: [] }
  }
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw notJudgeable(otherwise)
}

function notJudgeable(why: string): WitanError {
  return new WitanError('NOT_JUDGEABLE', `The evidence cannot be judged: ${why}.`)
}
