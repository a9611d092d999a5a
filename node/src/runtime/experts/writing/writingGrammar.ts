import { MOVES } from './moves.ts'
import { partRuns, RUN_KINDS, type Run, type RunKind } from './partRuns.ts'
import { readInstruction } from './readInstruction.ts'
import type { Mark, Piece } from './readPieces.ts'

/** Most parts of one message. */
export const MAX_MOVES = 9

/**
 * Returns a GBNF grammar of the outlines that a request allows: a style, then parts, each with one piece of
 * the request or a run of pieces of one sentence, `ask=C-F`. Nothing when the text has no words for any part.
 */
export function writingGrammar(parts: readonly (Piece | Mark)[]): string | undefined {
  const { styles, textEnd } = readInstruction(parts)
  const text = parts.slice(0, textEnd)
  const kinds = [...new Set(Object.values(RUN_KINDS))]
  const runs = new Map<RunKind, Run[]>(kinds.map((kind) => [kind, partRuns(text, kind)]))
  const offered = MOVES.filter((name) => runs.get(RUN_KINDS[name])!.length > 0)
  if (offered.length === 0) return undefined
  const moves = Array.from({ length: MAX_MOVES }).reduce<string>(
    (rest) => (rest ? `move (${rest})?` : 'move'),
    '',
  )
  return [
    `root ::= style ${moves}`,
    `style ::= ${styles.map((style) => `"${style}"`).join(' | ')}`,
    `move ::= ${offered.map((name) => `" ${name}=" ${RUN_KINDS[name]}`).join(' | ')}`,
    ...kinds
      .filter((kind) => runs.get(kind)!.length > 0)
      .map((kind) => `${kind} ::= ${runs.get(kind)!.map(runRule).join(' | ')}`),
  ].join('\n')
}

function runRule({ start, ends }: Run): string {
  const later = ends.filter((end) => end !== start)
  if (later.length === 0) return `"${start}"`
  const rest = `"-" [${later.join('')}]`
  return ends.includes(start) ? `"${start}" (${rest})?` : `"${start}" ${rest}`
}
