import { canonicalNumber, NUMBER_PATTERN } from '../numberText.ts'
import { KNOWN_WORDS } from './knownWords.ts'

/** The references that values and names of a request can have, in order of appearance. */
export const REFERENCES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

export type ItemKind = 'number' | 'text' | 'name'

/** A value or a name of a request, which the model sees as a sign and a reference. */
export type Item = {
  readonly kind: ItemKind
  /** Decimal text of a number, the text itself, or the name as it was typed. */
  readonly value: string
  readonly reference: string
}

/** A request in pieces: plain words and signs as the model sees them, and items. */
export type Reading = {
  readonly pieces: readonly (string | Item)[]
  readonly items: readonly Item[]
}

/** Signs that people call by a word. */
const NAMED_SIGNS: Readonly<Record<string, string>> = {
  comma: ',',
  space: ' ',
  blank: ' ',
  dash: '-',
  hyphen: '-',
  underscore: '_',
  semicolon: ';',
  colon: ':',
  newline: '\n',
  slash: '/',
  tab: '\t',
  dot: '.',
  pipe: '|',
}

const QUOTED =
  /"([^"\n]{0,40})"|“([^”\n]{0,40})”|'([^'\n]{0,40})'(?!\p{L})|‘([^’\n]{0,40})’(?!\p{L})|`([^`\n]{0,40})`/uy
const WORD = /[\p{L}_$][\p{L}\p{M}\p{N}_$]*(?:['’][\p{L}]+)?/uy
const NUMBER = new RegExp(`-?${NUMBER_PATTERN}`, 'iy')
const SIGN = /[,.?:;!()]/y
const LETTER_OF = /\b(?:letter|character|char|symbol|sign)s? $/i
const CALLED = /\b(?:called|named|names?|call it|name it) $/i
const COUNT_OF_INPUTS = /^two (?=numbers|values|integers|arguments|parameters|inputs)/i
const LANGUAGE = /(?:python ?3?(?:\.\d+)?|py|javascript|js|node\.?js)(?![\p{L}\p{N}_])/iuy
const NEVER_NAMES = new Set(
  'that which to for in with returning taking called named takes gets using by is code can'.split(
    ' ',
  ),
)
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/

/** Returns the pieces of a request, in order. A name that stands twice is one item. */
export function readItems(prompt: string): Reading {
  const pieces: (string | Item)[] = []
  const items: Item[] = []
  const add = (kind: ItemKind, value: string): void => {
    const known =
      kind === 'name' && items.find((item) => item.kind === kind && item.value === value)
    const item = known || { kind, value, reference: REFERENCES[items.length] ?? '' }
    if (!known) items.push(item)
    pieces.push(item)
  }
  for (let start = 0; start < prompt.length; ) {
    const piece = readPiece(prompt, start)
    if (piece?.item) add(piece.item, piece.value)
    else if (piece) pieces.push(piece.value)
    start = piece ? piece.end : start + 1
  }
  return { pieces, items }
}

type Piece = { readonly end: number; readonly value: string; readonly item?: ItemKind }

function readPiece(prompt: string, start: number): Piece | undefined {
  const before = prompt.slice(Math.max(0, start - 12), start)
  const quoted = matchAt(QUOTED, prompt, start)
  if (quoted && !/[\p{L}\p{N}]$/u.test(before)) {
    const text = quoted.slice(1).find((group) => group !== undefined) ?? ''
    const isName = IDENTIFIER.test(text) && (quoted[0][0] === '`' || CALLED.test(before))
    return { end: start + quoted[0].length, value: text, item: isName ? 'name' : 'text' }
  }
  const number = matchAt(NUMBER, prompt, start)
  const isOne = /^1 (?:up )?to\b/.test(prompt.slice(start, start + 8)) && /from $/i.test(before)
  if (isOne) return { end: start + 1, value: 'one' }
  const pair =
    COUNT_OF_INPUTS.test(prompt.slice(start, start + 16)) && !/(?:first|last) $/i.test(before)
  if (
    number &&
    !pair &&
    !/^one$/i.test(number[0]) &&
    !isInsideWord(prompt, start, number[0].length)
  )
    return { end: start + number[0].length, value: signed(number[0]), item: 'number' }
  const language = /[\p{L}\p{N}_]$/u.test(before) ? null : matchAt(LANGUAGE, prompt, start)
  if (language) return { end: start + language[0].length, value: '~' }
  const word = matchAt(WORD, prompt, start)
  if (word)
    return readWord(
      word[0],
      before,
      start,
      prompt.slice(start + word[0].length, start + word[0].length + 8),
    )
  const sign = matchAt(SIGN, prompt, start)
  return sign ? { end: start + 1, value: sign[0] === '!' ? '.' : sign[0] } : undefined
}

function readWord(word: string, before: string, start: number, after: string): Piece {
  const end = start + word.length
  const plain = plainWord(word)
  if (word.length === 1 && LETTER_OF.test(before)) return { end, value: word, item: 'text' }
  const isFree = IDENTIFIER.test(word)
  if (isFree && (after.startsWith('(') || isNamed(plain, before, after)))
    return { end, value: word, item: 'name' }
  if (isFree && CALLED.test(before) && !(/names? $/.test(before) && KNOWN_WORDS.has(plain)))
    return { end, value: word, item: 'name' }
  const sign =
    NAMED_SIGNS[plain.replace(/e?s$/, '')] ??
    NAMED_SIGNS[plain.replace(/s$/, '')] ??
    NAMED_SIGNS[plain]
  if (sign) return { end, value: sign, item: 'text' }
  if (KNOWN_WORDS.has(plain)) return { end, value: plain }
  return isFree ? { end, value: word, item: 'name' } : { end, value: '*' }
}

/** In "function total that" the word has no other place; "function that takes" has none for a name. */
function isNamed(plain: string, before: string, after: string): boolean {
  return (
    /\bfunction $/i.test(before) &&
    /^ (?:that|which|to|takes|with|in|using)\b/.test(after) &&
    !NEVER_NAMES.has(plain)
  )
}

/** Returns a word as training knows it: lower case, no accents, straight apostrophes. */
export function plainWord(word: string): string {
  return word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'")
}

function signed(text: string): string {
  return text.startsWith('-') ? `-${canonicalNumber(text.slice(1))}` : canonicalNumber(text)
}

function isInsideWord(prompt: string, start: number, length: number): boolean {
  const touches = (at: number): boolean => /[\p{L}\p{N}_]/u.test(prompt[at] ?? '')
  return touches(start - 1) || touches(start + length)
}

function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start
  return pattern.exec(text)
}
