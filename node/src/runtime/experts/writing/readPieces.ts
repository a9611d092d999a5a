import { NUMBER_PATTERN } from '../numberText.ts'
import { matchAt, type Reading, readDate } from '../tools/readDate.ts'
import { readDuration } from '../tools/readDuration.ts'
import { readTime } from '../tools/readTime.ts'
import { KNOWN_WORDS } from './knownWords.ts'

/** The references a piece can have, in order: none of them occurs in what the model sees of the words. */
export const REFERENCES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

type PieceKind = 'word' | 'unknown' | 'name' | 'date' | 'time' | 'duration' | 'number'

/** A word that training gave a meaning to, a run of words without one, a name, or a value. */
export type Piece = {
  readonly kind: PieceKind
  readonly start: number
  readonly end: number
  /** What the model sees of it. */
  readonly seen: string
  /** Pieces of one sentence may stand together in a run. */
  readonly sentence: number
  /** Whether a sign that the model doesn't see, such as a bracket, stands before it. */
  readonly isApart?: boolean
  /** Absent for the plain words of the instruction before the text. */
  readonly reference?: string
}

/** A sign between pieces: no reference, but the model sees it. */
export type Mark = { readonly kind: 'mark'; readonly seen: string }

/** In place of values, names and words without a meaning. */
const SIGNS = {
  unknown: '*',
  name: '^',
  date: '#',
  time: '@',
  duration: '~',
  number: '$',
} as const
/** In place of words without a meaning of which a later one ends like a participle: `meeting moved`. */
const PARTICIPLE_SIGN = '%'

const NUMBER = new RegExp(`(?:[$€£] ?${NUMBER_PATTERN}|${NUMBER_PATTERN}(?: ?[$€£%])?)`, 'iy')
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’_&-]|[.@/](?=[\p{L}\p{N}]))*/uy
const BREAK = /\s*\n[\s•*-]*|\s+[-–—]+\s+/y
const MARKS: Readonly<Record<string, string>> = {
  ',': ',',
  '.': '.',
  '…': '.',
  '?': '?',
  '!': '!',
  ':': ':',
  ';': ';',
  '"': '"',
  '“': '"',
  '”': '"',
}
/** After these the next word begins a sentence, and no run goes on. */
const ENDS_SENTENCE = '.?!:;"/'

/** Returns the pieces and signs of a request, in order, with references as far as they go. */
export function readPieces(text: string): (Piece | Mark)[] {
  const parts: (Piece | Mark)[] = []
  let sentence = 0
  let isApart = false
  for (let start = 0; start < text.length; ) {
    const last = parts.at(-1)
    const opens = last === undefined || (last.kind === 'mark' && ENDS_SENTENCE.includes(last.seen))
    const piece = readPiece(text, start, { sentence, opens })
    if (piece) {
      const merged = last && last.kind !== 'mark' ? mergePieces(last, piece, text) : undefined
      if (merged) parts.pop()
      parts.push(merged ?? (isApart ? { ...piece, isApart } : piece))
      start = piece.end
      isApart = false
      continue
    }
    const lineBreak = matchAt(BREAK, text, start)
    const mark = lineBreak ? '/' : MARKS[text[start]!]
    if (mark && !(mark === '/' && opens)) parts.push({ kind: 'mark', seen: mark })
    isApart ||= /[()[\]{}<>]/.test(text[start]!)
    if (mark && ENDS_SENTENCE.includes(mark)) sentence++
    start += lineBreak ? lineBreak[0].length : 1
  }
  return giveReferences(parts)
}

type Place = { readonly sentence: number; readonly opens: boolean }

function readPiece(text: string, start: number, { sentence, opens }: Place): Piece | undefined {
  const values: readonly (readonly [keyof typeof SIGNS, Reading | undefined])[] = [
    ['date', readDate(text, start)],
    ['duration', readDuration(text, start)],
    ['time', readTime(text, start)],
    ['number', readNumber(text, start)],
  ]
  for (const [kind, reading] of values)
    if (reading && !isInsideWord(text, reading.end))
      return { kind, start, end: withoutStop(text, reading.end), seen: SIGNS[kind], sentence }
  const match = matchAt(WORD, text, start)
  if (!match) return undefined
  const word = match[0]
  const end = start + word.length
  const plain = plainWord(word)
  if (KNOWN_WORDS.has(plain)) return { kind: 'word', start, end, seen: plain, sentence }
  const isCapital = /^\p{Lu}/u.test(word) && /\p{Ll}/u.test(word)
  if (isCapital && !opens) return { kind: 'name', start, end, seen: SIGNS.name, sentence }
  return { kind: 'unknown', start, end, seen: SIGNS.unknown, sentence }
}

function readNumber(text: string, start: number): Reading | undefined {
  const match = matchAt(NUMBER, text, start)
  if (!match || /^(?:one|a)$/i.test(match[0])) return undefined
  return { end: start + match[0].length, value: match[0] }
}

/** The stop of "3 pm." also ends a sentence, when the text ends or a capital follows. */
function withoutStop(text: string, end: number): number {
  return text[end - 1] === '.' && /^(?:\s*$|\s+\p{Lu}|["”])/u.test(text.slice(end)) ? end - 1 : end
}

function isInsideWord(text: string, end: number): boolean {
  return /[\p{L}\p{N}]/u.test(text[end] ?? '') && /[\p{L}\p{N}]/u.test(text[end - 1] ?? '')
}

/** Returns a word as training knows it: lower case, without accents. */
export function plainWord(word: string): string {
  return word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'")
}

/** Words without a meaning that follow each other are one piece to the model, and so are the parts of a name. */
function mergePieces(last: Piece, next: Piece, text: string): Piece | undefined {
  if (last.kind !== next.kind || (last.kind !== 'unknown' && last.kind !== 'name')) return undefined
  const isParticiple = last.kind === 'unknown' && /..ed$/i.test(text.slice(next.start, next.end))
  return { ...last, end: next.end, seen: isParticiple ? PARTICIPLE_SIGN : last.seen }
}

/** The plain words of the instruction ("Make this polite:") need no references: nobody quotes them. */
function giveReferences(parts: readonly (Piece | Mark)[]): (Piece | Mark)[] {
  const colon = parts.findIndex((part) => part.kind === 'mark' && part.seen !== ',')
  const instruction = parts[colon]?.seen === ':' ? colon : 0
  let used = 0
  return parts.map((part, index) => {
    if (part.kind === 'mark' || (part.kind === 'word' && index < instruction)) return part
    const reference = REFERENCES[used++]
    return reference === undefined ? part : { ...part, reference }
  })
}
