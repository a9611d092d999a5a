import { REFERENCES } from './readPieces.ts'
import { SUMMARY_FORMS, type SummaryForm } from './summaryForms.ts'

/** A fact is at most this many pieces: longer ones would be the report itself. */
const MAX_RUN = 10

/**
 * Returns a GBNF grammar of the summaries that a text allows: a known form, then facts in the order of the text, each
 * a field of the form and the piece or run of pieces that it is (`whatC`, `whatC-E`), then the form's state, if any.
 * No two facts share a piece.
 *
 * @param count - How many pieces have a reference.
 */
export function summaryGrammar(count: number): string {
  const forms = SUMMARY_FORMS.map((form, index) => formRules(form, index, count))
  return [
    `root ::= ${forms.map(({ root }) => root).join(' | ')}`,
    ...forms.flatMap(({ rules }) => rules),
  ].join('\n')
}

/** `f3x5` says what may come when the pieces before the fifth are used; `f3p5` is a run from the fifth on or later. */
function formRules(
  { name, fields }: SummaryForm,
  index: number,
  count: number,
): { readonly root: string; readonly rules: readonly string[] } {
  const form = `f${index}`
  const copied = fields.filter(({ states }) => !states).map((field) => `" ${field.name}"`)
  const states = fields.flatMap((field) => field.states ?? []).map((state) => `" ${state}"`)
  const end = states.length > 0 ? `(${states.join(' | ')})?` : '""'
  const rules = [`${form}k ::= ${copied.join(' | ')}`, `${form}e ::= ${end}`]
  for (let from = 0; from <= count; from++) {
    const more = from < count ? [`${form}k ${form}p${from}`] : []
    rules.push(`${form}x${from} ::= ${[...more, `${form}e`].join(' | ')}`)
    if (from === count) continue
    const letter = `"${REFERENCES[from]}"`
    const later = from + 1 < count ? [`${form}p${from + 1}`] : []
    const runs = Array.from(
      { length: Math.min(count, from + MAX_RUN) - from - 1 },
      (_, offset) => `${letter} "-${REFERENCES[from + 1 + offset]}" ${form}x${from + 2 + offset}`,
    )
    rules.push(
      `${form}p${from} ::= ${[`${letter} ${form}x${from + 1}`, ...runs, ...later].join(' | ')}`,
    )
  }
  return { root: `"${name}" ${form}k ${form}p0`, rules }
}
