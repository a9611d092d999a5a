/** Opens the sealed frames of one answer and counts what they hold: the requester's own figures, on which it pays. */

import { concatBytes, type Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { decodeFrame, decodeFrameText } from '#protocol/frame.ts'
import { keccak256, keccak256Hex } from '#protocol/hash.ts'
import type { TaskId } from '#protocol/ids.ts'
import { transcriptRoot } from '#protocol/transcript.ts'

/** Opens the next sealed frame, or throws STREAM_INVALID (sealing/responseOpener). */
export type FrameOpener = {
  readonly open: (sealed: Uint8Array) => { readonly frame: Uint8Array; readonly last: boolean }
  readonly finished: boolean
}

export type AnswerReader = {
  /** Returns the new raw text and the number of tokens opened so far. @throws {WitanError} STREAM_INVALID. */
  readonly read: (sealed: Uint8Array) => { readonly text: string; readonly tokens: number }
  /** Returns what was delivered. @throws {WitanError} STREAM_INVALID when the answer was cut. */
  readonly finish: () => Delivery
}

/** An answer that arrived whole, and the values that its receipt must show. */
export type Delivery = {
  readonly answer: string
  readonly workings?: string
  readonly outputTokens: number
  readonly responseHash: Hex
  readonly transcriptRoot: Hex
  /** Why the output ended, as the sealed last frame says. */
  readonly finishReason: string
}

/** Returns a reader of one answer of at most `maxTokens` tokens. */
export function createAnswerReader(
  taskId: TaskId,
  opener: FrameOpener,
  maxTokens: number,
): AnswerReader {
  const hashes: Uint8Array[] = []
  const tokens: number[] = []
  const texts: Record<'tokens' | 'answer' | 'workings' | 'end', Uint8Array[]> = {
    tokens: [],
    answer: [],
    workings: [],
    end: [],
  }
  const decoder = new TextDecoder()
  const textOf = (kind: keyof typeof texts) => decodeFrameText(concatBytes(...texts[kind]))

  function read(sealed: Uint8Array): { text: string; tokens: number } {
    const { frame: bytes, last } = opener.open(sealed)
    const frame = decodeFrame(bytes)
    if (last !== (frame.kind === 'end')) throw cutAnswer('ends where it should not')
    if (tokens.length + frame.tokens.length > maxTokens)
      throw cutAnswer(`has more than ${maxTokens} tokens`)
    hashes.push(keccak256(sealed))
    tokens.push(...frame.tokens)
    texts[frame.kind].push(frame.text)
    const text = frame.kind === 'tokens' ? decoder.decode(frame.text, { stream: true }) : ''
    return { text, tokens: tokens.length }
  }

  function finish(): Delivery {
    if (!opener.finished) throw cutAnswer('was cut before its end')
    const workings = textOf('workings')
    return {
      answer: textOf('answer') || textOf('tokens'),
      ...(workings === '' ? {} : { workings }),
      outputTokens: tokens.length,
      responseHash: keccak256Hex(...hashes),
      transcriptRoot: transcriptRoot(taskId, tokens),
      finishReason: textOf('end'),
    }
  }
  return { read, finish }
}

function cutAnswer(what: string): WitanError {
  return new WitanError('STREAM_INVALID', `The answer ${what}.`)
}
