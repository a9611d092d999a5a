/** What the child needs of whatever generates tokens: the llama engine, or a scripted one in tests. */

import type { ModelId } from '#protocol/ids.ts'
import type { Candidate } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Conversation } from '#protocol/requestPayload.ts'
import type { RuntimeModel } from './runtime.ts'

export type GeneratedToken = RacedToken & {
  /** Text that this token completes; empty while a character is not whole, and for the end token. */
  readonly text: string
  /** Whether it is an end token: the last one, billed and committed to like any other. */
  readonly end: boolean
}

export type GenerateRequest = {
  readonly modelId: ModelId
  /** Text for the model, control tokens included; or a conversation, for a model with a chat template. */
  readonly input: string | Conversation
  /** GBNF that the output must follow. */
  readonly grammar?: string
  /** Most output tokens, the end token included. */
  readonly maxTokens: number
  readonly signal: AbortSignal
  /** What decides between candidates. @default temperature 0: the likeliest token */
  readonly race?: Race
}

/** The seed of a task and how much noise its races have. */
export type Race = { readonly seed: Uint8Array; readonly temperatureMilli: number }

/** An output that somebody else generated, to be looked at again. */
export type ReplayRequest = Pick<GenerateRequest, 'modelId' | 'input' | 'grammar' | 'signal'> & {
  /** The output tokens, the end token included. */
  readonly output: readonly number[]
  /** Which of them to look at, ascending; each is an index of `output`. */
  readonly positions: readonly number[]
}

/** What the model says at one position of an output. */
export type ReplayedPosition = {
  readonly position: number
  /** The likeliest allowed tokens, more of them than a race has: a runner-up of one side may be just outside on the other. */
  readonly candidates: readonly Candidate[]
}

export type Engine = {
  readonly models: readonly RuntimeModel[]
  /**
   * Returns the output tokens as they are generated. It ends after an end token, after `maxTokens`, when the
   * model's context is full, or when the signal is aborted; it never throws for an abort.
   *
   * @throws {WitanError} MODEL_UNKNOWN; INPUT_TOO_LARGE when the input fills the context; NODE_BUSY when no
   * sequence is free; PROMPT_UNSUPPORTED when the model's template cannot say the conversation.
   */
  readonly generate: (request: GenerateRequest) => AsyncIterable<GeneratedToken>
  /**
   * Returns what the model says at positions of a given output, from one pass over input and output. An
   * output that the grammar forbids has no candidates from there on.
   *
   * @throws {WitanError} as `generate`; INPUT_TOO_LARGE when the output does not fit either.
   */
  readonly replay: (request: ReplayRequest) => Promise<readonly ReplayedPosition[]>
}
