/** How a text shall be rewritten. */
export const STYLES = ['polite', 'friendly', 'brief', 'message'] as const
export type Style = (typeof STYLES)[number]

/**
 * What a part of a text does. `ask` and `stop` want something done or not done, `want` asks for a thing,
 * `wait` for news of a thing, `know` for an answer; `cant` declines; `fact` tells, `fault` tells what the
 * reader did; `why` gives the reason.
 */
export const MOVES = [
  'to',
  'from',
  'ask',
  'stop',
  'want',
  'wait',
  'know',
  'cant',
  'fact',
  'fault',
  'why',
  'thanks',
  'sorry',
  'when',
  'where',
] as const
export type MoveName = (typeof MOVES)[number]

/** One part of a text: what it does, and its words as they were typed. */
export type Move = { readonly name: MoveName; readonly text: string }
