import { canonicalNumber, NUMBER_PATTERN } from '../numberText.ts'

/** A number of a prompt: where it stands, what it is worth, and the letter the model calls it by. */
export type PromptNumber = {
  readonly start: number
  readonly end: number
  /** Canonical decimal text, such as `1250` or `0.5`. */
  readonly value: string
  /** `A` for the smallest number of the prompt, `B` for the next: order of size is all the model needs. */
  readonly letter: string
}

const NUMBER = new RegExp(NUMBER_PATTERN, 'gi')

/**
 * Returns the numbers of a prompt in order of appearance, written in digits or words.
 * A lone "one" is left out: it mostly means "each" or "that one".
 */
export function findNumbers(prompt: string): PromptNumber[] {
  const found = [...prompt.matchAll(NUMBER)]
    .filter((match) => match[0].toLowerCase() !== 'one')
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      value: canonicalNumber(match[0]),
    }))
  const bySize = found
    .map((number, position) => ({ position, size: Number(number.value) }))
    .sort((one, other) => one.size - other.size || one.position - other.position)
  const letters = new Map(
    bySize.map(({ position }, rank) => [position, String.fromCharCode(65 + rank)]),
  )
  return found.map((number, position) => ({ ...number, letter: letters.get(position)! }))
}
