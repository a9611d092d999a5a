import { type Piece, REFERENCES, SENTENCE_END } from './readPieces.ts'
import { BREAKING_WORDS } from './structuralWords.ts'

/** A piece that may begin or end a fact. */
export type Value = Piece & {
  readonly reference: string
  /** Whether it can go on with the fact of the value before it. */
  readonly goesOn: boolean
}

/** A sentence or line of a text, with the reference that the model calls it by. */
export type Segment = {
  readonly reference: string
  readonly pieces: readonly Piece[]
  readonly values: readonly Value[]
}

/**
 * Returns the sentences and lines of a text. References go through the text in order: those of a sentence's values,
 * then its own. One that is past the last reference has none.
 */
export function readSegments(pieces: readonly Piece[]): Segment[] {
  let given = 0
  return splitPieces(pieces).map((group) => {
    const values: Value[] = []
    let goesOn = false
    for (const piece of group) {
      if (piece.kind === 'value') {
        values.push({ ...piece, reference: REFERENCES[given++] ?? '', goesOn })
        goesOn = true
      } else if (BREAKING_WORDS.has(piece.shown)) goesOn = false
    }
    return { reference: REFERENCES[given++] ?? '', pieces: group, values }
  })
}

/**
 * Returns the text as the model reads it. A reference stands where the next value or the end of the sentence is,
 * `the*Afailed at@.BC` for `*` A, `@` B and the sentence C: where the model reads it, it has read what stands on both sides.
 */
export function markSegments(segments: readonly Segment[]): string {
  return segments.map(markSegment).join('')
}

function markSegment({ reference, pieces, values }: Segment): string {
  let text = ''
  let waiting = ''
  const left = [...values]
  for (const { kind, shown } of pieces) {
    if (kind === 'value') {
      text += waiting
      waiting = left.shift()!.reference
    }
    text += kind !== 'sign' && /[a-z']$/.test(text) && /^[a-z]/.test(shown) ? ` ${shown}` : shown
  }
  return `${text}.${waiting}${reference}`
}

/** Cuts at the signs that end a sentence or a line; what holds no word is no sentence. */
function splitPieces(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [[]]
  for (const piece of pieces) {
    if (SENTENCE_END.test(piece.shown)) groups.push([])
    else groups.at(-1)!.push(piece)
  }
  return groups.filter((group) => group.some(({ kind }) => kind !== 'sign'))
}
