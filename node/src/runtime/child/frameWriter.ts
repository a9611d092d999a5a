import { utf8 } from '#protocol/bytes.ts'
import { encodeFrame, type FrameKind, frameTextCapacity } from '#protocol/frame.ts'
import { MAX_FRAME_TOKENS } from '#protocol/limits.ts'
import type { FinishReason } from '#protocol/receipt.ts'
import type { ResponseSealer } from '#sealing/responseSealer.ts'
import type { GeneratedToken } from '../engine.ts'
import { FRAME_WINDOW } from '../ipc.ts'

/** Gathers output into fixed-size frames, seals them and sends no more than the consumer takes. */
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

/** Longest that a token waits for others to share its frame (milliseconds). */
const GATHER_MS = 15

/**
 * Returns a writer for one answer.
 *
 * @param sealer - Seals the answer.
 * @param send - Takes each sealed frame with the ids of the tokens in it.
 * @param signal - Ends every wait for the consumer when it is aborted.
 */
export function createFrameWriter(
  sealer: ResponseSealer,
  send: (sealed: Uint8Array, tokens: readonly number[]) => void,
  signal: AbortSignal,
): FrameWriter {
  let tokens: number[] = []
  let pending: Uint8Array = new Uint8Array(0)
  let credit = FRAME_WINDOW
  let due = true // the first token leaves at once
  let timer: NodeJS.Timeout | undefined
  let wake: (() => void) | undefined
  signal.addEventListener('abort', () => wake?.(), { once: true })

  function sendFrame(kind: FrameKind, frameTokens: readonly number[], text: Uint8Array): void {
    const last = kind === 'end'
    const sealed = sealer.seal(encodeFrame({ kind, tokens: frameTokens, text }), { last })
    credit -= 1
    send(sealed, frameTokens)
  }

  /** Sends one frame of what waits; text that doesn't fit stays for the next. */
  function sendPending(): void {
    const capacity = frameTextCapacity(tokens.length)
    const [frameTokens, text] = [tokens, pending.subarray(0, capacity)]
    pending = pending.subarray(text.length)
    tokens = []
    due = false
    clearTimeout(timer)
    timer = undefined
    sendFrame('tokens', frameTokens, text)
  }

  const isWaiting = () => tokens.length > 0 || pending.length > 0

  function sendIfDue(): void {
    while (due && credit > 0 && isWaiting() && !signal.aborted) {
      sendPending()
      due = pending.length > 0
    }
  }

  async function waitForCredit(): Promise<void> {
    while (credit <= 0 && !signal.aborted) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  async function flush(): Promise<void> {
    while (isWaiting()) {
      await waitForCredit()
      if (signal.aborted) return
      if (isWaiting()) sendPending()
    }
  }

  async function token({ id, text }: GeneratedToken): Promise<void> {
    const bytes = utf8(text)
    const fits = pending.length + bytes.length <= frameTextCapacity(tokens.length + 1)
    if (isWaiting() && (!fits || tokens.length >= MAX_FRAME_TOKENS)) await flush()
    if (signal.aborted) return
    tokens.push(id)
    pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes])
    if (tokens.length >= MAX_FRAME_TOKENS) due = true
    sendIfDue()
    if (isWaiting()) timer ??= setTimeout(becomeDue, GATHER_MS)
  }

  function becomeDue(): void {
    timer = undefined
    due = true
    sendIfDue()
  }

  async function text(kind: 'answer' | 'workings', content: string): Promise<void> {
    const bytes = utf8(content)
    const size = frameTextCapacity(0)
    for (let from = 0; from < bytes.length; from += size) {
      await waitForCredit()
      if (signal.aborted) return
      sendFrame(kind, [], bytes.subarray(from, from + size))
    }
  }

  function end(reason: FinishReason): void {
    clearTimeout(timer)
    tokens = []
    pending = new Uint8Array(0)
    sendFrame('end', [], utf8(reason))
  }

  function grant(frames: number): void {
    credit += frames
    sendIfDue()
    wake?.()
  }

  return { token, text, flush, end, grant }
}
