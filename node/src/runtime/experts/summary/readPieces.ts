import { NUMBER_PATTERN } from '../numberText.ts'
import { matchAt, readDate } from '../tools/readDate.ts'
import { readDuration } from '../tools/readDuration.ts'
import { readTime } from '../tools/readTime.ts'
import { KNOWN_WORDS } from './knownWords.ts'
import { FACT_WORDS } from './structuralWords.ts'

/** The references that pieces get, in order. */
export const REFERENCES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Signs that end a sentence or a line. */
export const SENTENCE_END = /^[./]$/

/** A stretch of a text as the model sees it. */
export type Piece = {
  readonly start: number
  readonly end: number
  /** What the model reads: the word itself, the sign of its kind, or a sign of punctuation. */
  readonly shown: string
  /** Whether a fact may begin and end here: a value, a name, an unknown word. */
  readonly kind: 'value' | 'structural' | 'sign'
}

const SIGN_OF = { date: '#', time: '@', duration: '~', number: '$', code: '_' } as const
const UNKNOWN = '*'
const NAME = '^'
/** A word in capitals that opens a sentence may be a name or not. */
const OPENING = '&'
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?$/

const AMOUNT = new RegExp(`(?:[$€£] ?)?${NUMBER_PATTERN}(?: ?(?:[%€$£]|per ?cent\\b))?`, 'iy')
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’_./:-]+[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/uy
const SIGNS: Readonly<Record<string, string>> = {
  ',': ',',
  '.': '.',
  '?': '.',
  '!': '.',
  ':': ':',
  ';': ',',
  '"': '"',
  '“': '"',
  '”': '"',
  '\n': '/',
}

/**
 * Returns the pieces of a text in order. Neighbouring words without a meaning to the model are one piece, and so
 * are neighbouring names: where a fact stands is what counts, not how many words it has.
 */
export function readPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  // A date or a time may end a sentence or stand before a colon: "3 May: budget".
  const open = text.replace(/[:.](?=\s|$)/g, ' ')
  for (let start = 0; start < text.length; ) {
    const piece = readPiece({ text, open }, start, pieces.at(-1))
    if (piece) addPiece(pieces, piece, text)
    start = piece?.end ?? start + 1
  }
  return pieces
}

function addPiece(pieces: Piece[], piece: Piece, text: string): void {
  const last = pieces.at(-1)
  const isRun =
    (piece.shown === UNKNOWN || piece.shown === NAME) &&
    last?.shown === piece.shown &&
    /^ +$/.test(text.slice(last.end, piece.start))
  if (isRun) pieces[pieces.length - 1] = { ...last, end: piece.end }
  else if (piece.kind !== 'sign' || last?.shown !== piece.shown) pieces.push(piece)
}

function readPiece(
  { text, open }: { readonly text: string; readonly open: string },
  start: number,
  last: Piece | undefined,
): Piece | undefined {
  const sign = SIGNS[text[start]!]
  if (sign) return { start, end: start + 1, shown: sign, kind: 'sign' }
  const value = readValue(open, start)
  if (value) return value
  const match = matchAt(WORD, text, start)
  if (!match) return undefined
  const [word] = match
  const end = start + word.length
  const plain = word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'")
  if (KNOWN_WORDS.has(plain)) {
    const kind = FACT_WORDS.has(plain) ? 'value' : 'structural'
    return { start, end, shown: plain, kind }
  }
  if (CLOCK.test(word)) return { start, end, shown: SIGN_OF.time, kind: 'value' }
  if (/\d|[_/]|\.\p{L}|\p{L}-\p{L}/u.test(word))
    return { start, end, shown: SIGN_OF.code, kind: 'value' }
  if (!/^\p{Lu}/u.test(word)) return { start, end, shown: UNKNOWN, kind: 'value' }
  const isName = !opensSentence(last) || /^ \p{Lu}\p{Ll}/u.test(text.slice(end))
  return { start, end, shown: isName ? NAME : OPENING, kind: 'value' }
}

function opensSentence(last: Piece | undefined): boolean {
  return last === undefined || (last.kind === 'sign' && last.shown !== ',' && last.shown !== '"')
}

/** Dates come before times and numbers: each reads what the next would cut in pieces. */
function readValue(text: string, start: number): Piece | undefined {
  const amount = matchAt(AMOUNT, text, start)
  const readings = {
    date: readDate(text, start)?.end,
    duration: readDuration(text, start)?.end,
    time: readTime(text, start)?.end,
    number: amount && !/^one$/i.test(amount[0]) ? start + amount[0].length : undefined,
  }
  for (const [kind, end] of Object.entries(readings))
    if (end !== undefined && !goesOn(text, end))
      return { start, end, shown: SIGN_OF[kind as keyof typeof readings], kind: 'value' }
  return undefined
}

/** Returns whether a word goes on at a place: `3` in `3b`, `12` in `12-a` or in `1.2.3`. */
function goesOn(text: string, end: number): boolean {
  return (
    /[\p{L}\p{N}%€$£]/u.test(text[end - 1] ?? '') &&
    /^[\p{L}\p{N}]|^[-_./:][\p{L}\p{N}]/u.test(text.slice(end, end + 2))
  )
}
