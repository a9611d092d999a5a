/** The public context that a sealed request is bound to (AAD): change any value and the envelope doesn't open. */

import {
  encodeMessage,
  hexField,
  type Infer,
  namedField,
  nodeIdField,
  objectField,
  uintField,
} from './codec.ts'
import { parseAddress, parseHash, parseJobId, parseModelId, parseTaskId } from './ids.ts'
import { MAX_OUTPUT_TOKENS } from './limits.ts'
import { parseMode } from './mode.ts'

const MAX_U40 = 2 ** 40 - 1

export const sealingContextSchema = objectField({
  chainId: uintField(Number.MAX_SAFE_INTEGER),
  escrow: hexField(20, parseAddress),
  jobId: hexField(20, parseJobId),
  taskId: hexField(32, parseTaskId),
  nodeId: nodeIdField,
  mode: namedField(parseMode),
  modelId: hexField(32, parseModelId),
  /** X25519 public key that the request is sealed to. */
  sealingKey: hexField(32, parseHash),
  maxOutputTokens: uintField(MAX_OUTPUT_TOKENS, 1),
  /** Unix seconds after which the node must not open it. */
  deadline: uintField(MAX_U40),
})
export type SealingContext = Infer<typeof sealingContextSchema>

/** Returns the canonical bytes of a context: a label with the version, then its deterministic CBOR. */
export function encodeSealingContext(context: SealingContext): Uint8Array {
  return encodeMessage(sealingContextSchema, context, 1024)
}
