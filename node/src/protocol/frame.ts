/**
 * Plaintext of one response frame, always RESPONSE_FRAME_BYTES long, so that the sealed size tells nothing:
 * u8 version | u8 kind | u8 tokenCount | u8 0 | u16 textLength | tokens | text | zero padding. A token is
 * u8 (16 * (candidates - 1) + place of the token among them) | candidates x (u32 id | u16 gap).
 */

import { fromUtf8 } from './bytes.ts'
import { WitanError } from './errors.ts'
import { MAX_FRAME_TOKENS, RESPONSE_FRAME_BYTES } from './limits.ts'
import { type Candidate, MAX_CANDIDATES } from './race.ts'
import type { RacedToken } from './raceLeaf.ts'

/** `tokens`: newly generated output; `answer` and `workings`: pieces of the finished answer; `end`: the last frame, text = finish reason. */
export const FRAME_KINDS = ['tokens', 'answer', 'workings', 'end'] as const
export type FrameKind = (typeof FRAME_KINDS)[number]

export type Frame = {
  readonly kind: FrameKind
  /** The output tokens that this frame bills, each with the candidates of its race. */
  readonly tokens: readonly RacedToken[]
  /** UTF-8 bytes; a character may be cut between two frames of a kind, so join before decoding. */
  readonly text: Uint8Array
}

const VERSION = 2
const HEADER_BYTES = 6
const CANDIDATE_BYTES = 6

/** Returns how many text bytes fit beside tokens; negative when the tokens alone don't fit. */
export function frameTextCapacity(tokens: readonly RacedToken[]): number {
  return RESPONSE_FRAME_BYTES - HEADER_BYTES - tokensLength(tokens)
}

/** Returns the padded bytes of a frame. @throws {WitanError} INTERNAL when it doesn't fit. */
export function encodeFrame(frame: Frame): Uint8Array {
  const { tokens, text } = frame
  if (tokens.length > MAX_FRAME_TOKENS || text.length > frameTextCapacity(tokens)) {
    throw new WitanError(
      'INTERNAL',
      `A frame of ${tokens.length} tokens and ${text.length} bytes does not fit.`,
    )
  }
  const out = new Uint8Array(RESPONSE_FRAME_BYTES)
  const view = new DataView(out.buffer)
  out.set([VERSION, FRAME_KINDS.indexOf(frame.kind), tokens.length])
  view.setUint16(4, text.length)
  let at = HEADER_BYTES
  for (const token of tokens) at = writeToken(view, at, token)
  out.set(text, at)
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
  const tokens: RacedToken[] = []
  let start = HEADER_BYTES
  for (let i = 0; i < count; i++) {
    const token = readToken(view, start)
    if (token === undefined) throw invalid('a token that does not fit')
    tokens.push(token)
    start += tokenLength(token)
  }
  const textLength = view.getUint16(4)
  if (start + textLength > RESPONSE_FRAME_BYTES) throw invalid('a text that does not fit')
  if (bytes.subarray(start + textLength).some((byte) => byte !== 0))
    throw invalid('a padding that is not zero')
  return { kind, tokens, text: bytes.slice(start, start + textLength) }
}

function tokensLength(tokens: readonly RacedToken[]): number {
  return tokens.reduce((sum, token) => sum + tokenLength(token), 0)
}

function tokenLength({ candidates }: RacedToken): number {
  return 1 + CANDIDATE_BYTES * candidates.length
}

function writeToken(view: DataView, from: number, { token, candidates }: RacedToken): number {
  const place = candidates.findIndex(({ id }) => id === token)
  if (place < 0 || candidates.length > MAX_CANDIDATES) {
    throw new WitanError('INTERNAL', `A token is not among at most ${MAX_CANDIDATES} candidates.`)
  }
  view.setUint8(from, 16 * (candidates.length - 1) + place)
  let at = from + 1
  for (const { id, gap } of candidates) {
    view.setUint32(at, id)
    view.setUint16(at + 4, gap)
    at += CANDIDATE_BYTES
  }
  return at
}

function readToken(view: DataView, from: number): RacedToken | undefined {
  if (from >= view.byteLength) return undefined
  const count = (view.getUint8(from) >> 4) + 1
  if (from + 1 + CANDIDATE_BYTES * count > view.byteLength) return undefined
  const candidates = Array.from({ length: count }, (_, i): Candidate => {
    const at = from + 1 + CANDIDATE_BYTES * i
    return { id: view.getUint32(at), gap: view.getUint16(at + 4) }
  })
  const chosen = candidates[view.getUint8(from) & 15]
  return chosen && { token: chosen.id, candidates }
}

/** Returns the text of joined frame pieces; invalid UTF-8 is a STREAM_INVALID error. */
export function decodeFrameText(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch (cause) {
    throw new WitanError('STREAM_INVALID', 'The answer is not valid UTF-8.', { cause })
  }
}
