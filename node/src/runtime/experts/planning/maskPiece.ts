import { NUMBER_PATTERN } from '../numberText.ts'
import { KNOWN_WORDS } from './knownWords.ts'
import { HUMAN_LANGUAGES, PROGRAMMING_LANGUAGES } from './languages.ts'

const NUMBER_SIGN = '#'
const QUOTE_SIGN = '"'
/** In place of a run of words that training gave no meaning to. */
const UNKNOWN_SIGN = '*'
/** In place of such a run when it begins with a capital inside a sentence: most are names. */
const NAME_SIGN = '^'
const OPERATOR_SIGN = '+'
const LANGUAGE_SIGN = '@'
const PROGRAMMING_SIGN = '$'

const PARTS = new RegExp(
  `(?<quote>"[^"]*"|“[^”]*”)|(?<number>${NUMBER_PATTERN})(?![\\p{L}\\d])|(?<word>[\\p{L}\\d][\\p{L}\\p{M}\\d'’_-]*)|(?<operator>[-+*/×÷=^%])|(?<question>\\?)`,
  'giu',
)

/**
 * Returns a piece as the model reads it: words that training gave a meaning to in lower case, one sign for
 * a run of other words, for a number, a quotation, a language and a sign of arithmetic.
 */
export function maskPiece(text: string): string {
  const parts: string[] = []
  for (const match of text.matchAll(PARTS)) {
    const part = maskPart(match, parts.length === 0)
    const isUnknown = part === UNKNOWN_SIGN || part === NAME_SIGN
    const before = parts.at(-1)
    const continues = isUnknown && (before === UNKNOWN_SIGN || before === NAME_SIGN)
    if (!continues) parts.push(part)
  }
  return parts.join(' ')
}

function maskPart({ 0: found, groups }: RegExpExecArray, isFirst: boolean): string {
  const { quote, number, word, question } = groups ?? {}
  if (quote !== undefined) return QUOTE_SIGN
  if (number !== undefined && number.toLowerCase() !== 'one') return NUMBER_SIGN
  if (number === undefined && word === undefined) return question ?? OPERATOR_SIGN
  const plain = found.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'")
  const isName = !isFirst && /^\p{Lu}/u.test(found)
  if (PROGRAMMING_LANGUAGES.has(plain)) return PROGRAMMING_SIGN
  // "polish" is also a verb: then the capital decides.
  if (HUMAN_LANGUAGES.has(plain) && (isName || !KNOWN_WORDS.has(plain) || plain === 'english'))
    return LANGUAGE_SIGN
  if (KNOWN_WORDS.has(plain)) return plain
  return isName ? NAME_SIGN : UNKNOWN_SIGN
}
