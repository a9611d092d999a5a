/**
 * Plaintext of one response frame, always RESPONSE_FRAME_BYTES long, so that the sealed size tells nothing:
 * u8 version | u8 kind | u8 tokenCount | u8 0 | u16 textLength | tokenCount x u32 token | text | zero padding.
 */

import { fromUtf8 } from './bytes.ts'
import { WitanError } from './errors.ts'
import { MAX_FRAME_TOKENS, RESPONSE_FRAME_BYTES } from './limits.ts'

/** `tokens`: newly generated output; `answer` and `workings`: pieces of the finished answer; `end`: the last frame, text = finish reason. */
export const FRAME_KINDS = ['tokens', 'answer', 'workings', 'end'] as const
export type FrameKind = (typeof FRAME_KINDS)[number]

export type Frame = {
  readonly kind: FrameKind
  /** Ids of the output tokens that this frame bills. */
  readonly tokens: readonly number[]
  /** UTF-8 bytes; a character may be cut between two frames of a kind, so join before decoding. */
  readonly text: Uint8Array
}

const VERSION = 1
const HEADER_BYTES = 6

/** Returns how many text bytes fit beside a number of tokens. */
export function frameTextCapacity(tokens: number): number {
  return RESPONSE_FRAME_BYTES - HEADER_BYTES - 4 * tokens
}

/** Returns the padded bytes of a frame. @throws {WitanError} INTERNAL when it doesn't fit. */
export function encodeFrame(frame: Frame): Uint8Array {
  const { tokens, text } = frame
  if (tokens.length > MAX_FRAME_TOKENS || text.length > frameTextCapacity(tokens.length)) {
    throw new WitanError(
      'INTERNAL',
      `A frame of ${tokens.length} tokens and ${text.length} bytes does not fit.`,
    )
  }
  const out = new Uint8Array(RESPONSE_FRAME_BYTES)
  const view = new DataView(out.buffer)
  out.set([VERSION, FRAME_KINDS.indexOf(frame.kind), tokens.length])
  view.setUint16(4, text.length)
  for (const [i, token] of tokens.entries()) view.setUint32(HEADER_BYTES + 4 * i, token)
  out.set(text, HEADER_BYTES + 4 * tokens.length)
  return out
}

/** Returns the frame in padded bytes. @throws {WitanError} STREAM_INVALID when they are not exactly one well-formed frame. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const invalid = (what: string) =>
    new WitanError('STREAM_INVALID', `A response frame has ${what}.`)
  if (bytes.length !== RESPONSE_FRAME_BYTES) throw invalid(`${bytes.length} bytes`)
  const kind = FRAME_KINDS[bytes[1]!]
  const count = bytes[2]!
  if (bytes[0] !== VERSION || kind === undefined || bytes[3] !== 0)
    throw invalid('an unknown header')
  if (count > MAX_FRAME_TOKENS || (kind !== 'tokens' && count > 0)) throw invalid(`${count} tokens`)
  const textLength = view.getUint16(4)
  if (textLength > frameTextCapacity(count)) throw invalid('a text that does not fit')
  const start = HEADER_BYTES + 4 * count
  if (bytes.subarray(start + textLength).some((byte) => byte !== 0))
    throw invalid('a padding that is not zero')
  const tokens = Array.from({ length: count }, (_, i) => view.getUint32(HEADER_BYTES + 4 * i))
  return { kind, tokens, text: bytes.slice(start, start + textLength) }
}

/** Returns the text of joined frame pieces; invalid UTF-8 is a STREAM_INVALID error. */
export function decodeFrameText(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch (cause) {
    throw new WitanError('STREAM_INVALID', 'The answer is not valid UTF-8.', { cause })
  }
}
