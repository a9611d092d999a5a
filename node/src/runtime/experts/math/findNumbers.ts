/** A number of a prompt: where it stands, what it is worth, and the letter the model calls it by. */
export type PromptNumber = {
  readonly start: number
  readonly end: number
  /** Canonical decimal text, such as `1250` or `0.5`. */
  readonly value: string
  /** `A` for the smallest number of the prompt, `B` for the next: order of size is all the model needs. */
  readonly letter: string
}

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const UNIT = UNITS.slice(1, 10).join('|')
const BELOW_HUNDRED = `(?:(?:${TENS.join('|')})(?:[- ](?:${UNIT}))?|${UNITS.slice(10).join('|')}|${UNIT})`
const BELOW_THOUSAND = `(?:(?:${UNIT}|a) hundred(?: and)?(?: ${BELOW_HUNDRED})?|${BELOW_HUNDRED})`
const IN_WORDS = `(?:${BELOW_THOUSAND} thousand(?: and)?(?: ${BELOW_THOUSAND})?|${BELOW_THOUSAND}|zero)`
const IN_DIGITS = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?`
const NUMBER = new RegExp(String.raw`${IN_DIGITS}|\b${IN_WORDS}\b`, 'gi')

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

/** Returns the canonical decimal text of a number in digits or words. */
export function canonicalNumber(text: string): string {
  if (/\d/.test(text)) {
    const [whole, fraction] = text.replaceAll(',', '').split('.')
    const trimmed = fraction?.replace(/0+$/, '')
    return BigInt(whole!).toString() + (trimmed ? `.${trimmed}` : '')
  }
  let total = 0
  let group = 0
  for (const word of text.toLowerCase().split(/[- ]+/)) {
    if (word === 'hundred') group = Math.max(group, 1) * 100
    else if (word === 'thousand') {
      total += group * 1000
      group = 0
    } else if (TENS.includes(word)) group += 20 + 10 * TENS.indexOf(word)
    else if (UNITS.includes(word)) group += UNITS.indexOf(word)
  }
  return String(total + group)
}
