import { REFERENCES } from './readPieces.ts'
import { SUMMARY_FORMS, type SummaryForm } from './summaryForms.ts'

/**
 * Returns a GBNF grammar of the summaries that a text allows: a known form, then every piece of the text in order with
 * the fact that it begins, `+` when it goes on with the fact before it or `-` when it belongs to none, then the form's
 * state, if any: `failureAwhatB+C-DwhenE- open`.
 *
 * @param count - How many pieces have a reference.
 */
export function summaryGrammar(count: number): string {
  const roots = SUMMARY_FORMS.map(({ name }, index) => `"${name}" f${index}s0`)
  const rules = SUMMARY_FORMS.flatMap((form, index) => formRules(form, `f${index}`, count))
  return [`root ::= ${roots.join(' | ')}`, ...rules].join('\n')
}

/** `f3s5` is the fifth piece of the third form after one that belongs to no fact, `f3c5` after one of a fact. */
function formRules({ fields }: SummaryForm, form: string, count: number): string[] {
  const copied = fields.filter(({ states }) => !states).map(({ name }) => `"${name}"`)
  const states = fields.flatMap((field) => field.states ?? []).map((state) => `" ${state}"`)
  const end = states.length > 0 ? `(${states.join(' | ')})?` : '""'
  const rules = [`${form}k ::= ${copied.join(' | ')}`]
  for (let index = 0; index < count; index++) {
    const letter = `"${REFERENCES[index]}"`
    const begin = `${form}k ${form}c${index + 1}`
    const none = `"-" ${form}s${index + 1}`
    rules.push(
      `${form}s${index} ::= ${letter} (${begin} | ${none})`,
      `${form}c${index} ::= ${letter} (${begin} | "+" ${form}c${index + 1} | ${none})`,
    )
  }
  return [...rules, `${form}s${count} ::= ${end}`, `${form}c${count} ::= ${end}`]
}
