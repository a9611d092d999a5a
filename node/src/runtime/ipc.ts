/**
 * Everything that crosses between the node's main process and its runtime child. The main process never sees
 * plaintext: envelopes go down, sealed frames, counts and error codes come up, and nothing else may be added.
 */

import type { Hex } from '#protocol/bytes.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import type { EngineOptions } from './llama/createEngine.ts'
import type { RuntimeEvent, RuntimeModel, RuntimeTask } from './runtime.ts'

/** Why the main process ends a task early. */
export type AbortReason = 'aborted' | 'unpaid'

export type ToChild =
  | { readonly type: 'start'; readonly options: EngineOptions }
  | { readonly type: 'task'; readonly id: number; readonly task: RuntimeTask }
  /** The consumer took frames, so as many more may be sent. */
  | { readonly type: 'more'; readonly id: number; readonly frames: number }
  | { readonly type: 'abort'; readonly id: number; readonly reason: AbortReason }
  /** Make a new sealing key; the one before stays valid for quotes that name it. */
  | { readonly type: 'rotate' }
  | { readonly type: 'ping' }
  | { readonly type: 'close' }

/** An error without its sentence: a code and numbers, so that no text of a request can be in it. */
export type PlainError = {
  readonly code: ErrorCode
  readonly meta: Readonly<Record<string, number | boolean>>
}

export type FromChild =
  | { readonly type: 'ready'; readonly models: readonly RuntimeModel[]; readonly sealingKey: Hex }
  /** The start failed; the sentence is allowed here because no envelope was opened yet. */
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly message: string }
  | { readonly type: 'key'; readonly sealingKey: Hex }
  | { readonly type: 'event'; readonly id: number; readonly event: RuntimeEvent }
  | { readonly type: 'error'; readonly id: number; readonly error: PlainError }
  | { readonly type: 'pong'; readonly rssBytes: number }

/** Frames that a child sends before it waits for the first to be taken. */
export const FRAME_WINDOW = 4
