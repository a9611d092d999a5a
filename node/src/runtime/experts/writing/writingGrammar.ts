import { MOVES, STYLES } from './moves.ts'
import type { Mark, Piece } from './readPieces.ts'

/** Most parts of one message. */
export const MAX_MOVES = 9

/** Words at which no part of a text ends. */
const UNFINISHED = new Set('the a an my your our to with at for from of and by that or'.split(' '))

/** A piece, and whether it belongs to the one before or after: nothing but a space and two words without a meaning. */
type Place = { readonly piece: Piece; readonly leansBack: boolean; readonly leansOn: boolean }

/**
 * Returns a GBNF grammar of the outlines that a request allows: a style, then parts, each with one piece of
 * the request or a run of pieces of one sentence, `ask=C-F`. No run stops in the middle of things.
 */
export function writingGrammar(parts: readonly (Piece | Mark)[]): string {
  const places = placePieces(parts)
  const runs = places.flatMap(({ piece, leansBack }, index) => {
    if (leansBack) return []
    const ends = places
      .slice(index)
      .filter((place) => place.piece.sentence === piece.sentence && mayEnd(place))
      .map((place) => place.piece.reference!)
    return ends.length > 0 ? [runRule(piece.reference!, ends)] : []
  })
  // A text of joining words alone has no better runs than its words.
  if (runs.length === 0) runs.push(...places.map(({ piece }) => `"${piece.reference}"`))
  const moves = Array.from({ length: MAX_MOVES }).reduce<string>(
    (rest) => (rest ? `move (${rest})?` : 'move'),
    '',
  )
  return [
    `root ::= style ${moves}`,
    `style ::= ${STYLES.map((style) => `"${style}"`).join(' | ')}`,
    `move ::= " " name "=" run`,
    `name ::= ${MOVES.map((name) => `"${name}"`).join(' | ')}`,
    `run ::= ${runs.join(' | ')}`,
  ].join('\n')
}

function placePieces(parts: readonly (Piece | Mark)[]): Place[] {
  return parts.flatMap((part, index) => {
    if (part.kind === 'mark' || part.reference === undefined) return []
    const isContent = part.kind !== 'word'
    return [
      {
        piece: part,
        leansBack: isContent && isContentPiece(parts[index - 1]),
        leansOn: isContent && isContentPiece(parts[index + 1]),
      },
    ]
  })
}

function isContentPiece(part: Piece | Mark | undefined): boolean {
  return part !== undefined && part.kind !== 'mark' && part.kind !== 'word'
}

function mayEnd({ piece, leansOn }: Place): boolean {
  return !leansOn && !(piece.kind === 'word' && UNFINISHED.has(piece.seen))
}

function runRule(start: string, ends: readonly string[]): string {
  const later = ends.filter((end) => end !== start)
  if (later.length === 0) return `"${start}"`
  const rest = `"-" [${later.join('')}]`
  return ends.includes(start) ? `"${start}" (${rest})?` : `"${start}" ${rest}`
}
