import { MOVES, STYLES } from './moves.ts'
import type { Piece } from './readPieces.ts'

/** Most parts of one message. */
export const MAX_MOVES = 9

/**
 * Returns a GBNF grammar of the outlines that a request allows: a style, then parts, each with one piece of
 * the request or a run of pieces of one sentence, `ask=C-F`.
 */
export function writingGrammar(pieces: readonly Piece[]): string {
  const quotable = pieces.filter(({ reference }) => reference !== undefined)
  const runs = quotable.map(({ reference, sentence }, index) => {
    const later = quotable
      .slice(index + 1)
      .flatMap((piece) => (piece.sentence === sentence ? [piece.reference] : []))
    return later.length > 0 ? `"${reference}" ("-" [${later.join('')}])?` : `"${reference}"`
  })
  const parts = Array.from({ length: MAX_MOVES }).reduce<string>(
    (rest) => (rest ? `move (${rest})?` : 'move'),
    '',
  )
  return [
    `root ::= style ${parts}`,
    `style ::= ${STYLES.map((style) => `"${style}"`).join(' | ')}`,
    `move ::= " " name "=" run`,
    `name ::= ${MOVES.map((name) => `"${name}"`).join(' | ')}`,
    `run ::= ${runs.join(' | ')}`,
  ].join('\n')
}
