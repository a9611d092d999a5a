import type { Segment, Value } from '#runtime/experts/summary/readSegments.ts'
import { LITTLE_WORDS } from '#runtime/experts/summary/structuralWords.ts'
import type { SentenceKind, SummaryForm } from '#runtime/experts/summary/summaryForms.ts'
import type { Span } from '../../template.ts'
import type { Part } from './report.ts'

/** A part of a report and where its words stand in the text. */
type Told = Span & { readonly part: Part }

/** What a text says: where its parts stand, and where each fact does. */
export type Truth = { readonly told: readonly Told[]; readonly spans: ReadonlyMap<string, Span> }

/**
 * Returns what the model has to say of each sentence and its values, or nothing when a fact is no whole number of pieces.
 *
 * @param form - The kind of report.
 * @param segments - The sentences of the text.
 * @param truth - What the text was made of.
 */
export function labelSegments(
  form: SummaryForm,
  segments: readonly Segment[],
  { told, spans }: Truth,
): string | undefined {
  const facts = form.fields.flatMap(({ name, states }) => {
    const span = states ? undefined : spans.get(name)
    return span ? [{ name, ...span }] : []
  })
  let pointed = 0
  let raw = ''
  for (const segment of segments) {
    const inside = told.filter((part) => overlaps(part, segment))
    if (inside.length > 1) return undefined
    const own = facts.filter((fact) => overlaps(fact, segment))
    const isLast = segment === segments.findLast((other) => inside[0] && overlaps(inside[0], other))
    const isOnly =
      segment === segments.find((other) => inside[0] && overlaps(inside[0], other)) && isLast
    const kind =
      inside[0] &&
      kindOf(
        form,
        inside[0].part,
        own.map(({ name }) => name),
        { isLast, isOnly },
      )
    raw += `${segment.reference}${kind?.name ?? '-'}`
    if (!kind) continue
    const labels = labelValues(segment, own)
    if (!labels || own.some(({ name }) => !kind.tells.includes(name))) return undefined
    pointed += own.length
    raw += labels
  }
  return pointed === facts.length && spans.has(form.fields[0]!.name) ? raw : undefined
}

/** A part of several sentences says its state in the last of them. */
function kindOf(
  { kinds }: SummaryForm,
  { name, sets }: Part,
  own: readonly string[],
  { isLast, isOnly }: { readonly isLast: boolean; readonly isOnly: boolean },
): SentenceKind | undefined {
  const find = (wanted: string) => kinds.find((kind) => kind.name === wanted)
  if (isOnly) return find(name)
  if (sets && isLast && own.length === 0) return find(name === 'passed' ? 'pass' : 'fail')
  if (own.length === 0) return undefined
  const isHead = own.includes(kinds.find((kind) => kind.name === name)!.tells[0]!)
  return isHead && !sets ? find(name) : find('told')
}

function labelValues(
  { values, pieces }: Segment,
  facts: readonly (Span & { readonly name: string })[],
): string | undefined {
  const labels = values.map(() => '-')
  for (const { name, ...span } of facts) {
    const run = referTo(span, values, pieces)
    if (!run) return undefined
    labels.fill('+', run.first, run.last + 1)
    labels[run.first] = name
  }
  return labels.map((label, index) => values[index]!.reference + label).join('')
}

/** Returns the values that a fact consists of, when they are whole; little words before and after it do not count. */
function referTo(
  span: Span,
  values: readonly Value[],
  pieces: Segment['pieces'],
): { readonly first: number; readonly last: number } | undefined {
  const inside = (piece: Span) => piece.start >= span.start && piece.end <= span.end
  const first = values.findIndex(inside)
  const last = values.findLastIndex(inside)
  if (first < 0) return undefined
  const outside = (piece: Span) =>
    piece.start < values[first]!.start || piece.end > values[last]!.end
  const isCut = pieces.some((piece) => {
    if (piece.start >= span.end || piece.end <= span.start) return false
    return !inside(piece) || (outside(piece) && !LITTLE_WORDS.has(piece.shown))
  })
  return isCut ? undefined : { first, last }
}

function overlaps(span: Span, segment: Segment | { readonly pieces: Segment['pieces'] }): boolean {
  return span.start < segment.pieces.at(-1)!.end && span.end > segment.pieces[0]!.start
}
