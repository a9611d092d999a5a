/** A node's signed record of a finished task: hashes, usage, time. The requester recomputes every value before it pays the rest. */

import {
  bigField,
  hexField,
  type Infer,
  namedField,
  nodeIdField,
  objectField,
  uintField,
} from './codec.ts'
import { WitanError } from './errors.ts'
import { parseHash, parseJobId, parseModelId, parseTaskId } from './ids.ts'
import { MAX_ALLOCATIONS, MAX_OUTPUT_TOKENS, MAX_REQUEST_BYTES } from './limits.ts'
import { parseMode } from './mode.ts'
import { MAX_TEMPERATURE_MILLI } from './race.ts'
import { parseRole } from './role.ts'
import { signatureField } from './signature.ts'

/** Why the output ended; the index is the number that is signed (uint8). */
export const FINISH_REASONS = ['stop', 'length', 'aborted', 'unpaid'] as const
export type FinishReason = (typeof FINISH_REASONS)[number]

const MAX_U40 = 2 ** 40 - 1

export const receiptSchema = objectField({
  jobId: hexField(20, parseJobId),
  taskId: hexField(32, parseTaskId),
  nodeId: nodeIdField,
  index: uintField(MAX_ALLOCATIONS - 1),
  quoteId: hexField(32, parseHash),
  modelId: hexField(32, parseModelId),
  mode: namedField(parseMode),
  /** UTF-8 bytes of the request's plaintext, as counted by the runtime that opened it. */
  inputBytes: uintField(MAX_REQUEST_BYTES),
  outputTokens: uintField(MAX_OUTPUT_TOKENS),
  /** Micro-dollars of this task: costOf(quote, usage). */
  amount: bigField(48),
  /** keccak256 of the envelope's bytes. */
  requestHash: hexField(32, parseHash),
  /** keccak256 over the bytes of all sealed response frames, one after the other, as the court hashes them. */
  responseHash: hexField(32, parseHash),
  /** Root of the race transcript: one leaf per output token. */
  transcriptRoot: hexField(32, parseHash),
  finishReason: namedField(parseFinishReason),
  /** Unix seconds. */
  startedAt: uintField(MAX_U40),
  finishedAt: uintField(MAX_U40),
  role: namedField(parseRole),
  /** keccak256 of the seed that decided the races. */
  seedCommit: hexField(32, parseHash),
  /** Thousandths. */
  temperatureMilli: uintField(MAX_TEMPERATURE_MILLI),
  /** The limit that the node generated under: the request's or the expert's, whichever is lower. */
  maxOutputTokens: uintField(MAX_OUTPUT_TOKENS, 1),
})
export type Receipt = Infer<typeof receiptSchema>

export const signedReceiptSchema = objectField({
  receipt: receiptSchema,
  signature: signatureField,
})
export type SignedReceipt = Infer<typeof signedReceiptSchema>

/** Returns a finish reason. @throws {WitanError} INPUT_INVALID. */
export function parseFinishReason(value: unknown): FinishReason {
  const reason = FINISH_REASONS.find((name) => name === value)
  if (reason === undefined)
    throw new WitanError('INPUT_INVALID', `Expected one of ${FINISH_REASONS.join(', ')}.`)
  return reason
}
