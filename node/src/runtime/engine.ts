/** What the child needs of whatever generates tokens: the llama engine, or a scripted one in tests. */

import type { ModelId } from '#protocol/ids.ts'
import type { Conversation } from '#protocol/requestPayload.ts'
import type { RuntimeModel } from './runtime.ts'

export type GeneratedToken = {
  readonly id: number
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
}
