/** The plaintext inside an envelope: the conversation and how much may be generated. Only the runtime child ever sees it. */

import { utf8 } from './bytes.ts'
import {
  bytesField,
  decodeMessage,
  encodeMessage,
  type Infer,
  listField,
  namedField,
  objectField,
  textField,
  uintField,
} from './codec.ts'
import { WitanError } from './errors.ts'
import { MAX_OUTPUT_TOKENS, MAX_REQUEST_BYTES } from './limits.ts'
import { MAX_TEMPERATURE_MILLI, RACE_SALT_BYTES } from './race.ts'

const SPEAKERS = ['system', 'user', 'assistant'] as const
export type Speaker = (typeof SPEAKERS)[number]
/** Most messages of one conversation. */
export const MAX_MESSAGES = 64

export const requestPayloadSchema = objectField({
  messages: listField(
    objectField({ speaker: namedField(parseSpeaker), content: textField(MAX_REQUEST_BYTES) }),
    MAX_MESSAGES,
  ),
  maxOutputTokens: uintField(MAX_OUTPUT_TOKENS, 1),
  /** 32 random bytes: the requester's part of the race seed, and what hides the transcript's leaves. */
  raceSalt: bytesField({ exact: RACE_SALT_BYTES }),
  /** Temperature of the race, thousandths; 0 always takes the likeliest token. */
  temperatureMilli: uintField(MAX_TEMPERATURE_MILLI),
})
export type RequestPayload = Infer<typeof requestPayloadSchema>
/** Messages, oldest first. */
export type Conversation = RequestPayload['messages']

/** Returns the bytes to seal. @throws {WitanError} INPUT_TOO_LARGE above MAX_REQUEST_BYTES of content. */
export function encodeRequestPayload(payload: RequestPayload): Uint8Array {
  const bytes = inputBytesOf(payload)
  if (bytes > MAX_REQUEST_BYTES) {
    throw new WitanError(
      'INPUT_TOO_LARGE',
      `The request has ${bytes} bytes; the limit is ${MAX_REQUEST_BYTES}. Shorten it.`,
    )
  }
  return encodeMessage(requestPayloadSchema, payload, 2 * MAX_REQUEST_BYTES)
}

/** Returns the payload in opened bytes. @throws {WitanError} PEER_PROTOCOL. */
export function decodeRequestPayload(bytes: Uint8Array): RequestPayload {
  return decodeMessage(requestPayloadSchema, bytes, 2 * MAX_REQUEST_BYTES)
}

/** Returns the billed input: UTF-8 bytes of all message contents. */
export function inputBytesOf(payload: Pick<RequestPayload, 'messages'>): number {
  return payload.messages.reduce((sum, message) => sum + utf8(message.content).length, 0)
}

function parseSpeaker(value: unknown): Speaker {
  const speaker = SPEAKERS.find((name) => name === value)
  if (speaker === undefined) throw new WitanError('INPUT_INVALID', 'Unknown speaker.')
  return speaker
}
