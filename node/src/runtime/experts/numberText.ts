/** Numbers as people write them, and their canonical decimal text. */

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
/** Source of a case-blind pattern of numbers in digits (`1,250`, `0.5`) or words (`twenty-five`), to 999,999. */
export const NUMBER_PATTERN = String.raw`(?:${IN_DIGITS}|\b${IN_WORDS}\b)`

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
