/**
 * What the node's main process sees of a runtime: sealed bytes in, sealed frames and counts out.
 * Two implementations: the supervised child process, and the fake one that tests use.
 */

import type { Hex } from '#protocol/bytes.ts'
import type { SealingContext } from '#protocol/envelope.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { ModelParts } from '#protocol/model.ts'
import type { FinishReason } from '#protocol/receipt.ts'
import type { Role } from '#protocol/role.ts'
import type { Framing } from './models/modelEntry.ts'

export type RuntimeModel = {
  readonly modelId: ModelId
  readonly role: Role
  readonly name: string
  readonly contextTokens: number
  /** @default 'expert' */
  readonly framing?: Framing
  /** What the id is made of. */
  readonly parts?: ModelParts
  /** Tokens that end its answers, ascending. */
  readonly endTokens?: readonly number[]
}

export type RuntimeTask = {
  /** Everything the request is bound to; the runtime refuses an envelope sealed for anything else. */
  readonly context: SealingContext
  readonly role: Role
  readonly envelope: Uint8Array
}

export type RuntimeEvent =
  /** The envelope opened; input is billed by these bytes. */
  | { readonly type: 'opened'; readonly inputBytes: number }
  /** One sealed frame to forward; `outputTokens` counts all tokens sealed so far. */
  | { readonly type: 'frame'; readonly sealed: Uint8Array; readonly outputTokens: number }
  /** The last event. */
  | {
      readonly type: 'finished'
      readonly outputTokens: number
      /** Root of the race transcript over all tokens sealed. */
      readonly transcriptRoot: Hex
      readonly seedCommit: Hex
      /** Thousandths, as the sealed request asked. */
      readonly temperatureMilli: number
      /** Limit that the output was generated under (tokens). */
      readonly maxOutputTokens: number
      readonly finishReason: FinishReason
    }

export type Runtime = {
  /** Returns the models that are loaded and served. */
  readonly models: () => readonly RuntimeModel[]
  /** Returns the X25519 public key that requests must be sealed to now; it changes on rotation and restart. */
  readonly sealingKey: () => Hex
  /** Returns how many tasks run or wait, and how many can run at once. */
  readonly load: () => { readonly running: number; readonly queued: number; readonly slots: number }
  /**
   * Runs one task. The consumer paces it: events are produced only a few frames ahead of what was taken
   * from the iterable, so a provider that waits for a voucher makes the runtime wait too. Aborting the
   * signal ends it with finish reason 'aborted' (or 'unpaid' when the signal's reason is a WitanError UNPAID).
   *
   * @throws {WitanError} ENVELOPE_INVALID, MODEL_UNKNOWN, INPUT_TOO_LARGE, PROMPT_UNSUPPORTED,
   * RUNTIME_CRASHED, RUNTIME_TIMEOUT, RUNTIME_MEMORY, NODE_BUSY.
   */
  readonly run: (
    task: RuntimeTask,
    options: { readonly signal: AbortSignal },
  ) => AsyncIterable<RuntimeEvent>
  /** Resolves when the runtime serves (again); rejects when it can't start. */
  readonly ready: () => Promise<void>
  readonly close: () => Promise<void>
}
