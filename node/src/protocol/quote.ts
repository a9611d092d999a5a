/** A node's signed, expiring price and capacity offer. It carries no content of the request, only its size class. */

import {
  bigField,
  hexField,
  type Infer,
  namedField,
  nodeIdField,
  objectField,
  uintField,
} from './codec.ts'
import { parseHash, parseModelId } from './ids.ts'
import { MAX_OUTPUT_TOKENS, MAX_REQUEST_BYTES } from './limits.ts'
import { parseMode } from './mode.ts'
import { parseRole } from './role.ts'
import { signatureField } from './signature.ts'

const MAX_U40 = 2 ** 40 - 1

/** What a requester asks before it funds: terms only. */
export const quoteRequestSchema = objectField({
  role: namedField(parseRole),
  mode: namedField(parseMode),
  /** UTF-8 bytes of the request, rounded up to the padding size. */
  maxInputBytes: uintField(MAX_REQUEST_BYTES),
  maxOutputTokens: uintField(MAX_OUTPUT_TOKENS, 1),
})
export type QuoteRequest = Infer<typeof quoteRequestSchema>

export const quoteSchema = objectField({
  nodeId: nodeIdField,
  /** 32 random bytes chosen by the node. */
  quoteId: hexField(32, parseHash),
  modelId: hexField(32, parseModelId),
  role: namedField(parseRole),
  mode: namedField(parseMode),
  pricePer1kInputBytes: bigField(48),
  pricePer1kOutputTokens: bigField(48),
  maxInputBytes: uintField(MAX_REQUEST_BYTES),
  maxOutputTokens: uintField(MAX_OUTPUT_TOKENS, 1),
  /** X25519 public key of the node's runtime; the only key that can open the request. */
  sealingKey: hexField(32, parseHash),
  /** Unix seconds. */
  expiresAt: uintField(MAX_U40),
})
export type Quote = Infer<typeof quoteSchema>

export const signedQuoteSchema = objectField({ quote: quoteSchema, signature: signatureField })
export type SignedQuote = Infer<typeof signedQuoteSchema>
