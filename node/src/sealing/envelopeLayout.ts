/**
 * The sealed request on the wire ("envelope"), version 1. All sizes are fixed but the number of frames,
 * so an observer learns only the request's size class.
 *
 *     offset  size   field
 *          0     1   version = 1
 *          1    32   ephemeral X25519 public key, fresh for every request
 *         33    32   key commitment
 *         65    24   secretstream header
 *         89  1041n  n sealed frames of REQUEST_FRAME_BYTES + 17 each, 1 <= n <= 72
 *
 * Keys. `context` = encodeSealingContext (canonical CBOR of chain, escrow, job, task, node, mode, model,
 * sealing key, output bound and deadline). All hashes are BLAKE2b; H_k is keyed with k.
 *
 *     shared     = X25519(ephemeral private, node public)       refused when it is all zero
 *     root       = H_shared("witan/sealing/1" | ephemeral public | node public | H256(context))   64 bytes
 *     request    = H_root("request")                                                              32 bytes
 *     response   = H_root("response")                                                             32 bytes
 *     commitment = H_root("commitment")                                                           32 bytes
 *
 * The commitment is compared in constant time before anything is decrypted. A root with another key, node
 * or context has another commitment (or BLAKE2b has a collision), so an envelope opens under one key only,
 * which XChaCha20-Poly1305 alone does not promise.
 *
 * Request stream: secretstream under `request`; every frame's associated data is "request" | context. The plaintext
 * is u32 length | payload | zeros up to whole frames. All frames carry TAG_MESSAGE, the last TAG_FINAL.
 *
 * Response stream: secretstream under `response`; associated data "response" | context. Every plaintext is
 * exactly RESPONSE_FRAME_BYTES, so each sealed frame has 1041 bytes; the first has the 24-byte stream
 * header in front. The last carries TAG_FINAL: a stream without it was cut.
 */

import { concatBytes } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { REQUEST_FRAME_BYTES, RESPONSE_FRAME_BYTES } from '#protocol/limits.ts'

/** Bytes that secretstream adds to a chunk: its tag and the authenticator. */
const CHUNK_OVERHEAD_BYTES = 17

export const STREAM_HEADER_BYTES = 24
export const SEALED_REQUEST_FRAME_BYTES = REQUEST_FRAME_BYTES + CHUNK_OVERHEAD_BYTES
export const SEALED_RESPONSE_FRAME_BYTES = RESPONSE_FRAME_BYTES + CHUNK_OVERHEAD_BYTES

/** Most frames of a request: MAX_REQUEST_BYTES of text and 8 KiB for its encoding; leaves room for a quote in the message. */
const MAX_REQUEST_FRAMES = 72

/** Largest payload that can be sealed (bytes). */
export const MAX_PAYLOAD_BYTES = MAX_REQUEST_FRAMES * REQUEST_FRAME_BYTES - 4

const VERSION = 1
const KEY_BYTES = 32
const HEADER_BYTES = 1 + 2 * KEY_BYTES + STREAM_HEADER_BYTES

/** Largest envelope (bytes). */
export const MAX_ENVELOPE_BYTES = HEADER_BYTES + MAX_REQUEST_FRAMES * SEALED_REQUEST_FRAME_BYTES

export type EnvelopeParts = {
  readonly ephemeralKey: Uint8Array
  readonly commitment: Uint8Array
  readonly streamHeader: Uint8Array
  readonly frames: readonly Uint8Array[]
}

/** Returns the bytes of an envelope. */
export function encodeEnvelope(parts: EnvelopeParts): Uint8Array {
  const { ephemeralKey, commitment, streamHeader, frames } = parts
  return concatBytes(Uint8Array.of(VERSION), ephemeralKey, commitment, streamHeader, ...frames)
}

/**
 * Returns the parts of an envelope.
 *
 * @throws {WitanError} ENVELOPE_TOO_LARGE above MAX_ENVELOPE_BYTES; ENVELOPE_INVALID when version or size fit none.
 */
export function decodeEnvelope(envelope: Uint8Array): EnvelopeParts {
  if (envelope.length > MAX_ENVELOPE_BYTES) throw tooLarge(envelope.length, MAX_ENVELOPE_BYTES)
  const body = envelope.length - HEADER_BYTES
  if (body <= 0 || body % SEALED_REQUEST_FRAME_BYTES !== 0 || envelope[0] !== VERSION)
    throw envelopeInvalid()
  const frames = Array.from({ length: body / SEALED_REQUEST_FRAME_BYTES }, (_, i) => {
    const start = HEADER_BYTES + i * SEALED_REQUEST_FRAME_BYTES
    return envelope.subarray(start, start + SEALED_REQUEST_FRAME_BYTES)
  })
  return {
    ephemeralKey: envelope.slice(1, 1 + KEY_BYTES),
    commitment: envelope.slice(1 + KEY_BYTES, 1 + 2 * KEY_BYTES),
    streamHeader: envelope.slice(1 + 2 * KEY_BYTES, HEADER_BYTES),
    frames,
  }
}

/**
 * Returns a payload as whole request frames.
 *
 * @throws {WitanError} ENVELOPE_TOO_LARGE above MAX_PAYLOAD_BYTES.
 */
export function padPayload(payload: Uint8Array): Uint8Array[] {
  if (payload.length > MAX_PAYLOAD_BYTES) throw tooLarge(payload.length, MAX_PAYLOAD_BYTES)
  const count = Math.ceil((payload.length + 4) / REQUEST_FRAME_BYTES)
  const padded = new Uint8Array(count * REQUEST_FRAME_BYTES)
  new DataView(padded.buffer).setUint32(0, payload.length)
  padded.set(payload, 4)
  return Array.from({ length: count }, (_, i) =>
    padded.subarray(i * REQUEST_FRAME_BYTES, (i + 1) * REQUEST_FRAME_BYTES),
  )
}

/** Returns the payload in padded bytes. @throws {WitanError} ENVELOPE_INVALID when the padding is not the shortest or not zero. */
export function unpadPayload(padded: Uint8Array): Uint8Array {
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0)
  const end = 4 + length
  if (end > padded.length || padded.length - end >= REQUEST_FRAME_BYTES) throw envelopeInvalid()
  if (padded.subarray(end).some((byte) => byte !== 0)) throw envelopeInvalid()
  return padded.slice(4, end)
}

/** Returns the one error of every envelope that doesn't open: what failed is nobody's business. */
export function envelopeInvalid(): WitanError {
  return new WitanError(
    'ENVELOPE_INVALID',
    'The envelope was not sealed for this node, job, task, mode and model, or it was altered.',
  )
}

function tooLarge(length: number, limit: number): WitanError {
  return new WitanError(
    'ENVELOPE_TOO_LARGE',
    `The sealed request has ${length} bytes; the limit is ${limit}. Shorten the prompt.`,
    { meta: { length, limit } },
  )
}
