/** The four control tokens of every shipped expert, and the frame they put round a request. */
export const CONTROL_TOKENS = {
  start: '<|bos|>',
  user: '<|user|>',
  assistant: '<|assistant|>',
  end: '<|end|>',
} as const

/** The chat template (Jinja) that the shipped models carry; `frameRequest` is its one-turn case. */
export const CHAT_TEMPLATE =
  '{{ bos_token }}{% for message in messages %}' +
  "{% if message['role'] == 'user' %}<|user|>{{ message['content'] }}<|end|>" +
  "{% elif message['role'] == 'assistant' %}<|assistant|>{{ message['content'] }}<|end|>" +
  '{% endif %}{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}'

/**
 * Returns a one-turn request as the model reads it, up to the place where the answer begins.
 * Control tokens inside the text are broken up, so a requester cannot end its own turn.
 */
export function frameRequest(text: string): string {
  const { start, user, end, assistant } = CONTROL_TOKENS
  return `${start}${user}${text.replaceAll('<|', '< |')}${end}${assistant}`
}
