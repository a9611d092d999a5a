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
/** A number and what it counts. */
const COUNTED = '$*'
const PERIOD_END =
  /(?:the )?(?:start|middle|end) of (?:(?:the|this|next) )?(?:day|week|month|quarter|year|january|february|march|april|may|june|july|august|september|october|november|december)\b/iy
/** A year, a sum of money or a share counts nothing. */
const NO_COUNT = /^(?:19|20)\d\d$|^[$€£]|(?:[%€$£]|cent)$/
/** What has a number for a name. */
const NUMBERED = /^(?:[*^&_]|week|user|queue|room|door|phone|bus|team|part)$/
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?$/

const AMOUNT = new RegExp(`(?:[$€£] ?)?${NUMBER_PATTERN}(?: ?(?:[%€$£]|per ?cent\\b))?`, 'iy')
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’_./:-]+[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/uy
const SIGNS: Readonly<Record<string, string>> = {
  ',': ',',
  '.': '.',
  '?': '.',
  '!': '.',
  ':': ':',
  ';': '.',
  '"': '"',
  '“': '"',
  '”': '"',
  '\n': '/',
}

/**
 * Returns the pieces of a text in order. What belongs together is one piece: neighbouring words without a meaning to
 * the model, neighbouring names, a day with its time, a number with what it counts, a name with where it is from. Where a
 * fact stands is what counts, not how many words it has.
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
  const merged = last && mergePieces(pieces, piece, text)
  if (merged) pieces.splice(-merged.replaced, merged.replaced, merged.piece)
  else if (piece.kind !== 'sign' || last?.shown !== piece.shown) pieces.push(piece)
}

/** Returns the piece that a new one makes with the last ones, and how many of those it stands for. */
function mergePieces(
  pieces: readonly Piece[],
  piece: Piece,
  text: string,
): { readonly piece: Piece; readonly replaced: number } | undefined {
  if (piece.kind !== 'value') return undefined
  const [link, last] = [pieces.at(-2), pieces.at(-1)!]
  const between = text.slice(last.end, piece.start)
  const join = (first: Piece, shown: string, replaced: number) => ({
    piece: { ...first, end: piece.end, shown },
    replaced,
  })
  if (/^ +$/.test(between)) {
    const isRun = piece.shown === UNKNOWN || piece.shown === NAME
    if (isRun && last.shown === piece.shown) return join(last, last.shown, 1)
    if (last.shown === SIGN_OF.date && piece.shown === SIGN_OF.time)
      return join(last, SIGN_OF.date, 1)
  }
  if (between !== ' ') return undefined
  if (piece.shown === UNKNOWN && last.shown === COUNTED) return join(last, COUNTED, 1)
  if (piece.shown === UNKNOWN && isCount(last, link, text)) return join(last, COUNTED, 1)
  if (!link || text.slice(link.end, last.start) !== ' ') return undefined
  const links = `${link.shown} ${last.shown}`
  if (links === `${SIGN_OF.date} at` && piece.shown === SIGN_OF.time)
    return join(link, SIGN_OF.date, 2)
  const isWord = /^[*a-z]/.test(piece.shown)
  if (links === `${COUNTED} of` && isWord) return join(link, COUNTED, 2)
  if (links === `${NAME} from` && piece.shown === UNKNOWN) return join(link, NAME, 2)
  return undefined
}

/** Returns whether a number counts what comes next: "40 boxes", not "2027", "week 12" or "tram 7". */
function isCount(piece: Piece, before: Piece | undefined, text: string): boolean {
  const digits = text.slice(piece.start, piece.end)
  if (piece.shown !== SIGN_OF.number || NO_COUNT.test(digits)) return false
  if (!before || text.slice(before.end, piece.start) !== ' ') return true
  return !NUMBERED.test(before.shown)
}

function readPiece(
  { text, open }: { readonly text: string; readonly open: string },
  start: number,
  last: Piece | undefined,
): Piece | undefined {
  const sign = SIGNS[text[start]!]
  // "tl;dr" is a word.
  if (sign && !(text[start] === ';' && /\S/.test(text[start + 1] ?? '')))
    return { start, end: start + 1, shown: sign, kind: 'sign' }
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
    date: readDate(text, start)?.end ?? endOf(matchAt(PERIOD_END, text, start), start),
    duration: readDuration(text, start)?.end,
    time: readTime(text, start)?.end,
    number: amount && !/^one$/i.test(amount[0]) ? endOf(amount, start) : undefined,
  }
  for (const [kind, end] of Object.entries(readings))
    if (end !== undefined && !goesOn(text, end))
      return { start, end, shown: SIGN_OF[kind as keyof typeof readings], kind: 'value' }
  return undefined
}

function endOf(match: RegExpMatchArray | undefined | null, start: number): number | undefined {
  return match ? start + match[0].length : undefined
}

/** Returns whether a word goes on at a place: `3` in `3b`, `12` in `12-a` or in `1.2.3`. */
function goesOn(text: string, end: number): boolean {
  return (
    /[\p{L}\p{N}%€$£]/u.test(text[end - 1] ?? '') &&
    /^[\p{L}\p{N}]|^[-_./:][\p{L}\p{N}]/u.test(text.slice(end, end + 2))
  )
}
