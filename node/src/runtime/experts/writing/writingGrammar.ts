import { MOVES } from './moves.ts'
import { partRuns, RUN_KINDS, type Run, type RunKind } from './partRuns.ts'
import { readInstruction } from './readInstruction.ts'
import { type Mark, type Piece, REFERENCES } from './readPieces.ts'

/**
 * Returns a GBNF grammar of the outlines that a request allows: a style, then parts in the order of the text, each
 * with one piece or a run of pieces of one sentence, `ask=C-F`. Nothing when the text has no words for any part.
 */
export function writingGrammar(parts: readonly (Piece | Mark)[]): string | undefined {
  const { styles, textEnd } = readInstruction(parts)
  const text = parts.slice(0, textEnd)
  const kinds = [...new Set(Object.values(RUN_KINDS))]
  const runs = new Map<RunKind, readonly Run[]>(kinds.map((kind) => [kind, partRuns(text, kind)]))
  const starts = [...REFERENCES].filter((reference) =>
    kinds.some((kind) => runs.get(kind)!.some(({ start }) => start === reference)),
  )
  if (starts.length === 0) return undefined
  const rules = starts.map((start, index) => {
    const moves = MOVES.flatMap((name) => {
      const run = runs.get(RUN_KINDS[name])!.find((candidate) => candidate.start === start)
      return run ? [`" ${name}=" ${runRule(run)}`] : []
    })
    const later = starts.slice(index + 1).map((_, offset) => `part${index + 1 + offset}`)
    const rest = later.length > 0 ? ` (${later.join(' | ')})?` : ''
    return `part${index} ::= (${moves.join(' | ')})${rest}`
  })
  return [
    `root ::= style (${starts.map((_, index) => `part${index}`).join(' | ')})`,
    `style ::= ${styles.map((style) => `"${style}"`).join(' | ')}`,
    ...rules,
  ].join('\n')
}

function runRule({ start, ends }: Run): string {
  const later = ends.filter((end) => end !== start)
  if (later.length === 0) return `"${start}"`
  const rest = `"-" [${later.join('')}]`
  return ends.includes(start) ? `"${start}" (${rest})?` : `"${start}" ${rest}`
}
