import type { Wordings } from '../../wordings.ts'

/** An argument that may follow a head, in its own wording. */
type Tail = {
  readonly argument: string
  /** How often it is there (0 to 1). */
  readonly share: number
  readonly wordings: Wordings
}

/**
 * One way to ask for a tool: a head and tails in any order. Values are named after the tool's arguments;
 * {art} is `a` or `an`, {on} is `on ` before dates that take it.
 */
export type Request = {
  readonly tool: string
  readonly heads: Wordings
  readonly tails: readonly Tail[]
}

/** How a date follows. */
export const DATE_TAIL: Wordings = {
  train: ['{on}{date}', '{on}{date}', 'for {date}', ', {date}', '[this is|it is] {on}{date}'],
  heldOut: ['{on}{date}, please', ': {date}'],
}

/** How a time follows. */
export const TIME_TAIL: Wordings = {
  train: [
    'at {time}',
    'at {time}',
    'for {time}',
    'from {time}',
    ', {time}',
    'starting at {time}',
    'around {time}',
    '{time}',
  ],
  heldOut: ['start {time}', ': at {time}'],
}
