import { STYLES, type Style } from './moves.ts'
import type { Mark, Piece } from './readPieces.ts'

/** Words of an instruction that ask for a style. */
const STYLE_WORDS: Readonly<Record<Style, ReadonlySet<string>>> = {
  polite: new Set('polite politely formal formally professional rude blunt soften'.split(' ')),
  friendly: new Set(
    'friendly friendlier friend warm warmer kind kindly nice nicer nicely casual cold'.split(' '),
  ),
  brief: new Set(
    'short shorter shorten brief briefly fewer few cut trim condense padding tighten boil'.split(
      ' ',
    ),
  ),
  message: new Set('notes points keywords compose draft sentences write'.split(' ')),
}

/** What an instruction asks for, and where an instruction that comes last begins. */
export type Instruction = {
  /** All styles when its words name none or several. */
  readonly styles: readonly Style[]
  /** Index of the part with which the text is over. */
  readonly textEnd: number
}

/** Returns what the instruction asks for: it comes before the first colon or, without one, last. */
export function readInstruction(parts: readonly (Piece | Mark)[]): Instruction {
  // Only the words of an instruction in front have no reference.
  const named = stylesOf(parts.filter((part) => part.kind === 'word' && !part.reference))
  if (named.length > 0)
    return { styles: named.length === 1 ? named : STYLES, textEnd: parts.length }
  const tail = parts.findLastIndex(
    (part, index) =>
      index < parts.length - 1 &&
      (part.kind === 'mark' ? './?!"'.includes(part.seen) : part.isApart === true),
  )
  const ending = parts.slice(Math.max(tail, 0))
  // An instruction names nothing of the text.
  const isPlain = ending.every(({ kind }) => kind === 'word' || kind === 'mark')
  const last = isPlain && tail > 0 ? stylesOf(ending) : []
  return last.length === 1
    ? { styles: last, textEnd: tail }
    : { styles: STYLES, textEnd: parts.length }
}

function stylesOf(parts: readonly (Piece | Mark)[]): Style[] {
  const words = parts.flatMap((part) => (part.kind === 'word' ? [part.seen] : []))
  if (words.join(' ').includes('get to the point')) return ['brief']
  const named = STYLES.filter((style) => words.some((word) => STYLE_WORDS[style].has(word)))
  // "Write out", "cut down": what else is named says more.
  return named.length > 1 ? named.filter((style) => style !== 'message') : named
}
