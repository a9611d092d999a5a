/** Files of receipts as `witan ask --receipts` and the chat page write them: hashes and counts, no text of the job. */

import type { OwnTranscript } from '#client/checkTranscript.ts'
import { fromHex, type Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import {
  type JobId,
  parseHash,
  parseJobId,
  parseModelId,
  parseNodeId,
  parseTaskId,
} from '#protocol/ids.ts'
import { parseMode } from '#protocol/mode.ts'
import { decodeRaceLeaf } from '#protocol/raceLeaf.ts'
import { parseFinishReason, type Receipt, type SignedReceipt } from '#protocol/receipt.ts'
import { parseRole } from '#protocol/role.ts'
import type { Signature } from '#protocol/signature.ts'

/** A receipt, and the answer's leaves where the requester hands them over. */
export type GivenReceipt = SignedReceipt & {
  readonly transcript: Pick<OwnTranscript, 'raceSalt' | 'leaves'> | undefined
}

export type GivenReceipts = { readonly jobId: JobId; readonly receipts: readonly GivenReceipt[] }

/** A job has at most 32 nodes and few tasks each; a longer text is not a file of receipts. */
const MAX_CHARS = 2_000_000
const MAX_UINT = 2 ** 48

/**
 * Returns the receipts in a text.
 *
 * @throws {WitanError} INPUT_INVALID naming the first value that is malformed.
 */
export function parseReceiptsText(text: string): GivenReceipts {
  if (text.length > MAX_CHARS) throw invalid('it is longer than 2 MB')
  const file = objectOf(parseJson(text), 'the file')
  if (file['version'] !== 1) throw invalid('its version is not 1')
  const { receipts } = file
  if (!Array.isArray(receipts) || receipts.length === 0) throw invalid('it holds no receipts')
  return { jobId: parseJobId(file['jobId']), receipts: receipts.map(parseEntry) }
}

/** Returns receipts as the text of a file; amounts as integer text in micro-dollars. */
export function formatReceipts({ jobId, receipts }: GivenReceipts): string {
  return JSON.stringify({ version: 1, jobId, receipts }, (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
}

function parseEntry(json: unknown, i: number): GivenReceipt {
  const entry = objectOf(json, `receipt ${i + 1}`)
  const receipt = parseReceipt(objectOf(entry['receipt'], `receipt ${i + 1}`))
  const signature = entry['signature']
  try {
    fromHex(String(signature), 65)
  } catch {
    throw invalid(`the signature of receipt ${i + 1} is not 65 bytes of hex`)
  }
  const transcript = parseTranscript(entry['transcript'], i)
  return { receipt, signature: signature as Signature, transcript }
}

function parseTranscript(json: unknown, i: number): GivenReceipt['transcript'] {
  if (json === undefined) return undefined
  const { raceSalt, leaves } = objectOf(json, `the transcript of receipt ${i + 1}`)
  try {
    if (!Array.isArray(leaves)) throw invalid('there are no leaves')
    for (const leaf of leaves) decodeRaceLeaf(fromHex(String(leaf)))
    return { raceSalt: parseHash(raceSalt), leaves }
  } catch {
    throw invalid(`the transcript of receipt ${i + 1} is not a salt and a list of leaves`)
  }
}

function parseReceipt(json: Readonly<Record<string, unknown>>): Receipt {
  return {
    jobId: parseJobId(json['jobId']),
    taskId: parseTaskId(json['taskId']),
    nodeId: parseNodeId(json['nodeId']),
    index: uint(json, 'index'),
    quoteId: hash(json, 'quoteId'),
    modelId: parseModelId(json['modelId']),
    mode: parseMode(json['mode']),
    inputBytes: uint(json, 'inputBytes'),
    outputTokens: uint(json, 'outputTokens'),
    amount: BigInt(uint(json, 'amount')),
    requestHash: hash(json, 'requestHash'),
    responseHash: hash(json, 'responseHash'),
    transcriptRoot: hash(json, 'transcriptRoot'),
    finishReason: parseFinishReason(json['finishReason']),
    startedAt: uint(json, 'startedAt'),
    finishedAt: uint(json, 'finishedAt'),
    role: parseRole(json['role']),
    seedCommit: hash(json, 'seedCommit'),
    temperatureMilli: uint(json, 'temperatureMilli'),
    maxOutputTokens: uint(json, 'maxOutputTokens'),
  }
}

function hash(json: Readonly<Record<string, unknown>>, name: string): Hex {
  try {
    return parseHash(json[name])
  } catch {
    throw invalid(`its ${name} is not 32 bytes of hex`)
  }
}

function uint(json: Readonly<Record<string, unknown>>, name: string): number {
  const value = json[name]
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  if (!isUint(number)) throw invalid(`its ${name} is not a whole number`)
  return number
}

function isUint(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < MAX_UINT
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('it is not JSON')
  }
}

function objectOf(json: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
    return json as Readonly<Record<string, unknown>>
  }
  throw invalid(`${what} is not an object`)
}

function invalid(why: string): WitanError {
  return new WitanError(
    'INPUT_INVALID',
    `This is not a file of receipts: ${why}. Use one that \`witan ask --receipts\` or the chat page wrote.`,
  )
}
