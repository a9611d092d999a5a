import { concatBytes, utf8 } from '#protocol/bytes.ts'
import { encodeFrame, type FrameKind, frameTextCapacity } from '#protocol/frame.ts'
import { MAX_FRAME_TOKENS } from '#protocol/limits.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { FinishReason } from '#protocol/receipt.ts'
import type { ResponseSealer } from '#sealing/responseSealer.ts'
import type { GeneratedToken } from '../engine.ts'
import { FRAME_WINDOW } from '../ipc.ts'

/**
 * Gathers output into fixed-size frames, seals them and sends no more than the consumer takes. A frame leaves when it is
 * full, or at a tick that counts from the first frame and not from a token: whoever sees the times of a model that fills
 * a frame in less than a tick, or writes in every tick, learns nothing of its single tokens.
 */
export type FrameWriter = {
  /** Resolves when the token is in a frame or waits for one; pauses while the consumer is behind. */
  readonly token: (token: GeneratedToken) => Promise<void>
  /** Sends text in as many frames as it needs. */
  readonly text: (kind: 'answer' | 'workings', text: string) => Promise<void>
  /** Sends all tokens that still wait for a frame. */
  readonly flush: () => Promise<void>
  /** Drops what wasn't sent, and sends the last frame at once. */
  readonly end: (reason: FinishReason) => void
  /** Allows further frames. */
  readonly grant: (frames: number) => void
}

/** Time between two ticks, and so the longest that a token waits for others (milliseconds): 25 frames a second read as fluently as more, and each costs. */
const TICK_MS = 40

/**
 * Returns a writer for one answer.
 *
 * @param sealer - Seals the answer.
 * @param send - Takes each sealed frame with the tokens in it.
 * @param signal - Ends every wait for the consumer when it is aborted.
 * @param now - Clock of the ticks (milliseconds).
 */
export function createFrameWriter(
  sealer: ResponseSealer,
  send: (sealed: Uint8Array, tokens: readonly RacedToken[]) => void,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): FrameWriter {
  return new Writer(sealer, send, signal, now)
}

class Writer implements FrameWriter {
  readonly #sealer: ResponseSealer
  readonly #send: (sealed: Uint8Array, tokens: readonly RacedToken[]) => void
  readonly #signal: AbortSignal
  readonly #now: () => number
  #tokens: RacedToken[] = []
  #text: Uint8Array = new Uint8Array(0)
  #credit = FRAME_WINDOW
  /** Whether what waits should leave as soon as it may; the first token leaves at once. */
  #due = true
  /** When the first frame left. */
  #startedAt: number | undefined
  #timer: NodeJS.Timeout | undefined
  #wake: (() => void) | undefined

  constructor(
    sealer: ResponseSealer,
    send: (sealed: Uint8Array, tokens: readonly RacedToken[]) => void,
    signal: AbortSignal,
    now: () => number,
  ) {
    this.#sealer = sealer
    this.#send = send
    this.#signal = signal
    this.#now = now
    signal.addEventListener('abort', () => this.#wake?.(), { once: true })
  }

  readonly token: FrameWriter['token'] = async ({ token, candidates, text }) => {
    const bytes = utf8(text)
    const next = { token, candidates }
    const room = frameTextCapacity([...this.#tokens, next]) - this.#text.length
    const isFull = bytes.length > room || this.#tokens.length >= MAX_FRAME_TOKENS
    if (isFull && this.#isWaiting()) await this.flush()
    if (this.#signal.aborted) return
    this.#tokens.push(next)
    this.#text = this.#text.length === 0 ? bytes : concatBytes(this.#text, bytes)
    if (this.#tokens.length >= MAX_FRAME_TOKENS) this.#due = true
    this.#sendIfDue()
    if (this.#isWaiting()) this.#timer ??= setTimeout(this.#becomeDue, this.#untilTick())
  }

  readonly text: FrameWriter['text'] = async (kind, content) => {
    const bytes = utf8(content)
    const size = frameTextCapacity([])
    for (let from = 0; from < bytes.length; from += size) {
      await this.#waitForCredit()
      if (this.#signal.aborted) return
      this.#sendFrame(kind, [], bytes.subarray(from, from + size))
    }
  }

  readonly flush: FrameWriter['flush'] = async () => {
    while (this.#isWaiting()) {
      await this.#waitForCredit()
      if (this.#signal.aborted) return
      if (this.#isWaiting()) this.#sendWaiting()
    }
  }

  readonly end: FrameWriter['end'] = (reason) => {
    clearTimeout(this.#timer)
    this.#tokens = []
    this.#text = new Uint8Array(0)
    this.#sendFrame('end', [], utf8(reason))
  }

  readonly grant: FrameWriter['grant'] = (frames) => {
    this.#credit += frames
    this.#sendIfDue()
    this.#wake?.()
  }

  readonly #becomeDue = (): void => {
    this.#timer = undefined
    this.#due = true
    this.#sendIfDue()
  }

  #untilTick(): number {
    const since = this.#now() - (this.#startedAt ?? this.#now())
    return TICK_MS - (since % TICK_MS)
  }

  #isWaiting(): boolean {
    return this.#tokens.length > 0 || this.#text.length > 0
  }

  #sendIfDue(): void {
    while (this.#due && this.#credit > 0 && this.#isWaiting() && !this.#signal.aborted) {
      this.#sendWaiting()
      this.#due = this.#text.length > 0
    }
  }

  /** Sends one frame of what waits; text that doesn't fit stays for the next. */
  #sendWaiting(): void {
    const tokens = this.#tokens
    const text = this.#text.subarray(0, frameTextCapacity(tokens))
    this.#text = this.#text.subarray(text.length)
    this.#tokens = []
    this.#due = false
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#sendFrame('tokens', tokens, text)
  }

  #sendFrame(kind: FrameKind, tokens: readonly RacedToken[], text: Uint8Array): void {
    const sealed = this.#sealer.seal(encodeFrame({ kind, tokens, text }), { last: kind === 'end' })
    this.#credit -= 1
    this.#startedAt ??= this.#now()
    this.#send(sealed, tokens)
  }

  async #waitForCredit(): Promise<void> {
    while (this.#credit <= 0 && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
