/** Opens the sealed frames of one answer and counts what they hold: the requester's own figures, on which it pays. */

import { concatBytes, type Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { decodeFrame, decodeFrameText } from '#protocol/frame.ts'
import { createRunningHash } from '#protocol/hash.ts'
import { createRaceCheck, type RaceFault, type RaceRules } from '#verification/raceCheck.ts'

/** Opens the next sealed frame, or throws STREAM_INVALID (sealing/responseOpener). */
export type FrameOpener = {
  readonly open: (sealed: Uint8Array) => { readonly frame: Uint8Array; readonly last: boolean }
  readonly finished: boolean
}

export type AnswerReader = {
  /**
   * Returns the new raw text and the number of tokens opened so far whose races are right; none counts from
   * the first wrong one on.
   *
   * @throws {WitanError} STREAM_INVALID.
   */
  readonly read: (sealed: Uint8Array) => { readonly text: string; readonly tokens: number }
  /** Returns the first token that does not follow from its race. */
  readonly fault: () => RaceFault | undefined
  /** Returns the leaves of all tokens opened so far. */
  readonly leaves: () => readonly Uint8Array[]
  /** Returns the root over these leaves. */
  readonly root: () => Hex
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

/** Returns a reader of one answer of at most `maxTokens` tokens, whose races follow these rules. */
export function createAnswerReader(
  opener: FrameOpener,
  maxTokens: number,
  rules: RaceRules,
): AnswerReader {
  const received = createRunningHash()
  const races = createRaceCheck(rules)
  let opened = 0
  let right = 0
  let lastToken: number | undefined
  let firstFault: RaceFault | undefined
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
    if (opened + frame.tokens.length > maxTokens)
      throw cutAnswer(`has more than ${maxTokens} tokens`)
    received.push(sealed)
    for (const token of frame.tokens) {
      const fault = races.push(token)
      opened += 1
      lastToken = token.token
      firstFault ??= fault
      if (firstFault === undefined) right += 1
    }
    texts[frame.kind].push(frame.text)
    if (frame.kind === 'end') firstFault ??= earlyStopOf(textOf('end'))
    const isShown = frame.kind === 'tokens' && firstFault === undefined
    const text = isShown ? decoder.decode(frame.text, { stream: true }) : ''
    return { text, tokens: right }
  }

  /** An output that claims its end must have the end token last. */
  function earlyStopOf(reason: string): RaceFault | undefined {
    const { stopTokens } = rules
    if (reason !== 'stop' || stopTokens === undefined || lastToken === undefined) return undefined
    if (stopTokens.has(lastToken)) return undefined
    return { position: opened - 1, token: lastToken, kind: 'earlyStop' }
  }

  function finish(): Delivery {
    if (!opener.finished) throw cutAnswer('was cut before its end')
    const workings = textOf('workings')
    return {
      answer: textOf('answer') || textOf('tokens'),
      ...(workings === '' ? {} : { workings }),
      outputTokens: opened,
      responseHash: received.hex(),
      transcriptRoot: races.root(),
      finishReason: textOf('end'),
    }
  }
  return { read, finish, fault: () => firstFault, leaves: races.leaves, root: races.root }
}

function cutAnswer(what: string): WitanError {
  return new WitanError('STREAM_INVALID', `The answer ${what}.`)
}
