import type { MoveName } from './moves.ts'
import type { Mark, Piece } from './readPieces.ts'

/** What kind of words a part has: the grammar keeps one rule for each. */
export type RunKind =
  | 'person'
  | 'action'
  | 'thing'
  | 'question'
  | 'fault'
  | 'statement'
  | 'reason'
  | 'time'

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
  why: 'reason',
  when: 'time',
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const DETERMINERS = words('the a an my your our his her their this that these all some no')
const SUBJECTS = words('i we you he she they it there')
const QUESTION_WORDS = words('when where why how who what which whose if whether')
/** Plain words of which a thing may be made. */
const NOUNS = words('order letter draft email message help day time')

/** Plain words with which nothing that is asked or declined begins. */
const NO_ACTION = words(
  'me us him her them to because since and or but if whether so as not for of with by in at on from about into over near before after until within up out down is are am was were will would can could cannot do does did must should may might has have had need want know like please again also already now just once ok too there then inform thank thanks note asking waiting wondering writing hope wish sorry able news reason grateful happy afraid going supposed told said sure stop quit why or other',
)
const NEGATIONS = words("can't don't won't i'm")
/** Words straight before what is asked or declined; without a sign between, nothing else is. */
const BEFORE_ACTION = words(
  "to not cannot can't stop quit could would can and please pls you should just don't won't must i they never more maybe ever perhaps dare possibly better also kindly then once let always",
)
/** Words straight before a name that is addressed or signs. */
const BEFORE_PERSON = words(
  'to for hello hey dear hi signed sign tell from look recipient reader sender morning afternoon evening listen oi yo is it as with ok there again friend email message letter name bye regards thanks best cheers love yours wishes sincerely',
)
/** Words straight before a statement, and those that make it a reason. */
const BEFORE_STATEMENT = words(
  'that because since as know also is all way them for again if so and note you but course once this explain reason why cause',
)
/** Words straight before what the reader is blamed for. */
const BEFORE_FAULT = words('that so again come course if as and see because')
const REASON_CUES = words('because since why reason cause')
const POSSIBLE_REASON_CUES = words('as for that is all this explain given seeing know')

/** Words at which no part ends; a question may end at its verb ("where it is"). */
const NO_END = words(
  'the a an my your our his their this these to with at for from of and by that or i we they now asap please ok because since as just right already again once immediately all some no every both',
)
const NO_END_VERBS = words("is are am was were will would can could has have had i'm")
/** Words that may follow a part without a sign; the part goes on over any other. */
const AFTER_PART = words(
  'because since or again already now right just immediately asap owing due too was were that seeing given simply mainly please as so will straight sorry',
)
/** Two words that may follow a part although the first alone goes on with it. */
const AFTER_PART_PAIRS =
  /^(?:at once|for once|for ages|for the|in view|from you|by right|in the|on the|from these|from this)$/
/** No part goes on over them; `since` does before a time. */
const BREAKS = words('because due owing seeing')
/** Plain words with which a part goes on after a comma. */
const GOES_ON = words('and or at in on the a my our your')
/** At the end of a sentence they are said by the way. */
const ASIDES = words('now asap immediately already again please')
const MOST_PERSON_PIECES = 3

/** A piece, and what stands straight before and after it, nothing but a space between. */
type Place = {
  readonly piece: Piece
  readonly before: Piece | undefined
  readonly beforeLast: Piece | undefined
  /** The word before, whatever sign stands between. */
  readonly cue: string
  readonly isAfterComma: boolean
  readonly after: Piece | undefined
  readonly afterNext: Piece | undefined
}

/** References where a run begins, and where it may end. */
export type Run = { readonly start: string; readonly ends: readonly string[] }

/**
 * Returns the runs of pieces that may be the words of a part: of one sentence, not cut in the middle of
 * things, and beginning as words of the kind begin.
 */
export function partRuns(parts: readonly (Piece | Mark)[], kind: RunKind): Run[] {
  const places = placePieces(parts)
  return places.flatMap((place, index) => {
    if (!mayStart(place, kind)) return []
    const limit = kind === 'person' ? index + MOST_PERSON_PIECES : places.length
    const rest = places.slice(index, limit)
    const broken = rest.findIndex((other, at) => at > 0 && breaksRun(other, place))
    const ends = rest
      .slice(0, broken < 0 ? undefined : broken)
      .filter((end) => mayEnd(end, kind))
      .map(({ piece }) => piece.reference!)
    return ends.length > 0 ? [{ start: place.piece.reference!, ends }] : []
  })
}

function placePieces(parts: readonly (Piece | Mark)[]): Place[] {
  const pieceAt = (index: number): Piece | undefined => {
    const part = parts[index]
    return part?.kind === 'mark' ? undefined : part
  }
  return parts.flatMap((part, index) => {
    if (part.kind === 'mark' || part.reference === undefined) return []
    const next = pieceAt(index + 1)
    const after = next?.isApart ? undefined : next
    const before = part.isApart ? undefined : pieceAt(index - 1)
    const last = before ?? pieceAt(index - 2)
    const cue = last?.kind === 'word' ? last.seen : ''
    const sign = parts[index - 1]
    return [
      {
        piece: part,
        before,
        beforeLast: before && pieceAt(index - 2),
        cue,
        isAfterComma: sign?.kind === 'mark' && sign.seen === ',',
        after,
        afterNext: after && pieceAt(index + 2),
      },
    ]
  })
}

function breaksRun({ piece, isAfterComma, after }: Place, start: Place): boolean {
  if (piece.sentence !== start.piece.sentence || piece.isApart) return true
  if (piece.kind !== 'word') return false
  if (isAfterComma && !GOES_ON.has(piece.seen)) return true
  if (ASIDES.has(piece.seen) && !after) return true
  const isTimed = after?.kind === 'date' || after?.kind === 'time'
  return BREAKS.has(piece.seen) || (piece.seen === 'since' && !isTimed)
}

function mayStart(place: Place, kind: RunKind): boolean {
  const { piece, before } = place
  // What has a value, a name or an article straight before it has begun already.
  if (before && before.kind !== 'word') return false
  if (before && DETERMINERS.has(before.seen) && !isLedIn(place, kind)) return false
  switch (kind) {
    case 'person':
      return isWhom(place)
    case 'action':
      return isAction(place)
    case 'thing':
      // "Where is the key" asks for a thing, "it is late" does not.
      if (before?.seen === 'is' && SUBJECTS.has(place.beforeLast?.seen ?? '')) return false
      if (isTimed(piece) || SUBJECTS.has(before?.seen ?? '')) return false
      return piece.kind !== 'word' || isArticle(piece.seen) || NOUNS.has(piece.seen)
    case 'question':
      return QUESTION_WORDS.has(piece.seen)
    case 'fault':
      return piece.seen === 'you' && (!before || BEFORE_FAULT.has(before.seen))
    case 'statement':
      return isStatement(place) && !REASON_CUES.has(place.cue) && !isForOrAs(before)
    case 'reason':
      return (
        isStatement(place) && (REASON_CUES.has(place.cue) || POSSIBLE_REASON_CUES.has(place.cue))
      )
    case 'time':
      return isTimed(piece)
  }
}

/** "After all", "that" and the like lead to a statement although they could be articles. */
function isLedIn({ before, beforeLast }: Place, kind: RunKind): boolean {
  if (kind === 'question' || before?.seen === 'that') return true
  return before?.seen === 'all' && beforeLast?.seen === 'after'
}

function isForOrAs(before: Piece | undefined): boolean {
  return before?.seen === 'for' || before?.seen === 'as'
}

function isArticle(word: string): boolean {
  return DETERMINERS.has(word) && word !== 'that'
}

function isTimed({ kind }: Piece): boolean {
  return kind === 'date' || kind === 'time'
}

function isWhom({ piece, before }: Place): boolean {
  if (before && !BEFORE_PERSON.has(before.seen)) return false
  if (piece.kind === 'word') return /^(?:the|my|our|your)$/.test(piece.seen)
  return piece.kind === 'name' || piece.kind === 'unknown'
}

function isAction({ piece, before, beforeLast, after }: Place): boolean {
  // "You don't help" blames, "don't help" forbids.
  if (before?.seen === "don't" && beforeLast?.seen === 'you') return false
  if (before && !BEFORE_ACTION.has(before.seen)) return false
  if (piece.kind === 'unknown') return true
  if (piece.kind !== 'word' || (piece.seen === 'be' && after?.seen === 'able')) return false
  const { seen } = piece
  return (
    !NO_ACTION.has(seen) && !NEGATIONS.has(seen) && !DETERMINERS.has(seen) && !SUBJECTS.has(seen)
  )
}

function isStatement({ piece, before }: Place): boolean {
  if (before && !BEFORE_STATEMENT.has(before.seen)) return false
  if (isTimed(piece)) return false
  if (piece.kind !== 'word') return true
  const { seen } = piece
  return seen !== 'that' && (DETERMINERS.has(seen) || SUBJECTS.has(seen) || NOUNS.has(seen))
}

function mayEnd({ piece, after, afterNext }: Place, kind: RunKind): boolean {
  const { seen } = piece
  if (kind === 'time' && piece.kind !== 'date' && piece.kind !== 'time') return false
  if (piece.kind === 'word') {
    if (kind === 'person' || NO_END.has(seen)) return false
    if (kind !== 'question' && NO_END_VERBS.has(seen)) return false
  }
  if (!after) return true
  if (after.kind !== 'word') return false
  return (
    AFTER_PART.has(after.seen) || AFTER_PART_PAIRS.test(`${after.seen} ${afterNext?.seen ?? ''}`)
  )
}
