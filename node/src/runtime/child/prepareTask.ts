import { WitanError } from '#protocol/errors.ts'
import { MAX_OUTPUT_TOKENS } from '#protocol/limits.ts'
import type { Conversation } from '#protocol/requestPayload.ts'
import type { GenerateRequest } from '../engine.ts'
import type { Expert, FinishedAnswer } from '../experts/expert.ts'
import { createPassThroughExpert } from '../experts/passThroughExpert.ts'
import type { RuntimeModel } from '../runtime.ts'

/** What the engine is asked for a task, and what is made of what it wrote. */
export type PreparedTask = Pick<GenerateRequest, 'input' | 'grammar'> & {
  /** Upper bound on output tokens, the end token included. */
  readonly maxTokens: number
  readonly finish: (raw: string) => FinishedAnswer
}

/**
 * Returns how a model is asked: by its role's expert, one user message at a time, or by the chat template in its
 * file, a conversation that ends with a user message.
 *
 * @throws {WitanError} PROMPT_UNSUPPORTED.
 */
export function prepareTask(
  messages: Conversation,
  { model, getExpert }: prepareTask.Options,
): PreparedTask {
  if (model.framing === 'chatTemplate') return prepareConversation(messages)
  const expert =
    model.framing === 'plain' ? createPassThroughExpert(model.role) : getExpert(model.role)
  const prompt = onlyMessageOf(messages)
  const { modelInput, grammar, maxTokens } = expert.prepare(prompt)
  const finish = (raw: string) => expert.finish(raw, prompt)
  return { input: modelInput, maxTokens, finish, ...(grammar !== undefined && { grammar }) }
}

export declare namespace prepareTask {
  type Options = {
    readonly model: RuntimeModel
    readonly getExpert: (role: RuntimeModel['role']) => Expert
  }
}

/** Passes a conversation through; the requester's own bound says how long the answer may be. */
function prepareConversation(messages: Conversation): PreparedTask {
  if (messages.at(-1)?.speaker !== 'user') {
    throw new WitanError(
      'PROMPT_UNSUPPORTED',
      'A conversation must end with a user message, for the model to answer.',
      { meta: { messages: messages.length } },
    )
  }
  const finish = (raw: string) => ({ answer: raw.trim() })
  return { input: messages, maxTokens: MAX_OUTPUT_TOKENS, finish }
}

/** The experts answer one request at a time; earlier turns would be dropped, so they are refused. */
function onlyMessageOf(messages: Conversation): string {
  const [message] = messages
  if (messages.length !== 1 || message?.speaker !== 'user') {
    throw new WitanError('PROMPT_UNSUPPORTED', 'An expert answers exactly one user message.', {
      meta: { messages: messages.length },
    })
  }
  return message.content
}
