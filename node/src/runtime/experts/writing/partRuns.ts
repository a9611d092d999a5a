import type { MoveName } from './moves.ts'
import type { Mark, Piece } from './readPieces.ts'

/** What kind of words a part has: the grammar keeps one rule for each. */
export type RunKind = 'person' | 'action' | 'thing' | 'question' | 'fault' | 'statement' | 'time'

/** By what a part does. */
export const RUN_KINDS: Readonly<Record<MoveName, RunKind>> = {
  to: 'person',
  from: 'person',
  ask: 'action',
  stop: 'action',
  cant: 'action',
  want: 'thing',
  wait: 'thing',
  thanks: 'thing',
  sorry: 'thing',
  where: 'thing',
  know: 'question',
  fault: 'fault',
  fact: 'statement',
  why: 'statement',
  when: 'time',
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const ARTICLES = 'the a an my your our his her their this that these'
const SUBJECTS = 'i we you he she they it there'
const JOINS = 'to because since and or but if whether for of with by please so as not'
const NO_START: Readonly<Record<RunKind, ReadonlySet<string>>> = {
  person: words(`a an this that these ${SUBJECTS} ${JOINS}`),
  action: words(`${ARTICLES} ${SUBJECTS} ${JOINS} is are am was were will has have had i'm`),
  thing: words(`${SUBJECTS} ${JOINS} is are am was were will i'm`),
  question: words(''),
  fault: words(''),
  statement: words('to because since and or but for of please so'),
  time: words(`${ARTICLES} ${SUBJECTS} ${JOINS}`),
}
const QUESTION_WORDS = words('when where why how who what which whose if whether')
/** Words at which no part ends. */
const NO_END = words(
  'the a an my your our to with at for from of and by that or now asap please ok',
)
const MOST_PERSON_PIECES = 3

/** A piece, and whether it belongs to the one before or after: nothing but a space between two that are no plain words. */
type Place = { readonly piece: Piece; readonly leansBack: boolean; readonly leansOn: boolean }

/** References where a run begins, and where it may end. */
export type Run = { readonly start: string; readonly ends: readonly string[] }

/**
 * Returns the runs of pieces that may be the words of a part: of one sentence, not cut in the middle of
 * things, and beginning as words of the kind begin.
 */
export function partRuns(parts: readonly (Piece | Mark)[], kind: RunKind): Run[] {
  const places = placePieces(parts)
  return places.flatMap((place, index) => {
    if (place.leansBack || !mayStart(place.piece, kind)) return []
    const limit = kind === 'person' ? index + MOST_PERSON_PIECES : places.length
    const ends = places
      .slice(index, limit)
      .filter(({ piece }) => piece.sentence === place.piece.sentence)
      .filter(mayEnd)
      .map(({ piece }) => piece.reference!)
    return ends.length > 0 ? [{ start: place.piece.reference!, ends }] : []
  })
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

function mayStart({ kind: piece, seen }: Piece, kind: RunKind): boolean {
  const isTime = piece === 'date' || piece === 'time'
  const isValue = isTime || piece === 'duration' || piece === 'number'
  if (kind === 'time') return isTime
  if (kind === 'question') return QUESTION_WORDS.has(seen)
  if (kind === 'fault') return seen === 'you' || seen === 'your'
  if (kind === 'person' && isValue) return false
  if (kind === 'action' && (isValue || piece === 'name')) return false
  return piece !== 'word' || !NO_START[kind].has(seen)
}

function mayEnd({ piece, leansOn }: Place): boolean {
  return !leansOn && !(piece.kind === 'word' && NO_END.has(piece.seen))
}
