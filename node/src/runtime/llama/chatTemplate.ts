import {
  type ChatHistoryItem,
  JinjaTemplateChatWrapper,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp'
import { WitanError } from '#protocol/errors.ts'
import type { Conversation } from '#protocol/requestPayload.ts'

/** A conversation as its model reads it. */
export type FramedConversation = {
  readonly tokens: readonly Token[]
  /** Tokens that end the answer, beside those that the model always ends with. */
  readonly ends: ReadonlySet<Token>
}

export type ChatTemplate = {
  /**
   * Returns a conversation as tokens, up to the place where the answer begins. What people wrote is never read as
   * control tokens, so a message cannot end its own turn.
   *
   * @throws {WitanError} PROMPT_UNSUPPORTED when the template refuses it, such as two answers in a row.
   */
  readonly frame: (conversation: Conversation) => FramedConversation
}

/** Said by every template that can be used; the sentence must come out again. */
const TRIAL = 'Who is there?'

/**
 * Returns the chat template in a model's file, tried on one message.
 *
 * @throws {WitanError} MODEL_TEMPLATE_MISSING; MODEL_TEMPLATE_INVALID when it cannot say a user message.
 */
export function openChatTemplate(model: LlamaModel, name: string): ChatTemplate {
  const { chat_template: template } = (model.fileInfo.metadata.tokenizer ?? {}) as {
    readonly chat_template?: unknown
  }
  if (typeof template !== 'string' || template.trim() === '') {
    throw new WitanError(
      'MODEL_TEMPLATE_MISSING',
      `The file of ${name} has no chat template, so nobody knows how it wants to be asked. Use an instruct model whose GGUF holds tokenizer.chat_template.`,
      { meta: { name } },
    )
  }
  const wrapper = wrapperOf(model, template, name)
  const frame = (conversation: Conversation) => frameBy(wrapper, model, conversation)
  assertSays(frame, model, name)
  return { frame }
}

function wrapperOf(model: LlamaModel, template: string, name: string): JinjaTemplateChatWrapper {
  try {
    // null: whether the model thinks aloud is left to its template
    return new JinjaTemplateChatWrapper({ template, reasoning: null, tokenizer: model.tokenizer })
  } catch (cause) {
    throw invalid(name, cause)
  }
}

function frameBy(
  wrapper: JinjaTemplateChatWrapper,
  model: LlamaModel,
  conversation: Conversation,
): FramedConversation {
  // the empty last item is the answer to come
  const chatHistory = [...conversation.map(itemOf), itemOf({ speaker: 'assistant', content: '' })]
  try {
    const { contextText, stopGenerationTriggers } = wrapper.generateContextState({ chatHistory })
    const ends = stopGenerationTriggers
      .map((trigger) => trigger.tokenize(model.tokenizer))
      .flatMap((tokens) => (tokens.length === 1 ? tokens : []))
    return { tokens: contextText.tokenize(model.tokenizer), ends: new Set(ends) }
  } catch {
    // its message may quote the conversation, so it is no cause
    throw new WitanError(
      'PROMPT_UNSUPPORTED',
      "The model's chat template cannot say this conversation.",
      { meta: { messages: conversation.length } },
    )
  }
}

function itemOf({ speaker, content }: Conversation[number]): ChatHistoryItem {
  if (speaker === 'assistant') return { type: 'model', response: [content] }
  return { type: speaker, text: content }
}

function assertSays(frame: ChatTemplate['frame'], model: LlamaModel, name: string): void {
  try {
    const { tokens } = frame([{ speaker: 'user', content: TRIAL }])
    if (model.detokenize(tokens, true).includes(TRIAL)) return
  } catch (cause) {
    throw invalid(name, cause)
  }
  throw invalid(name)
}

function invalid(name: string, cause?: unknown): WitanError {
  return new WitanError(
    'MODEL_TEMPLATE_INVALID',
    `The chat template in the file of ${name} cannot say a user message. Use a GGUF whose template can.`,
    { cause, meta: { name } },
  )
}
