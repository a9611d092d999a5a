import { REFERENCES } from './readPieces.ts'
import { SUMMARY_FORMS } from './summaryForms.ts'

/** A fact is at most this many pieces: longer ones would be the report itself. */
const MAX_RUN = 10

/**
 * Returns a GBNF grammar of the summaries that a text allows: one known form, its first fact and any others in
 * order, each a piece or a run of pieces (`C`, `C-E`), or one of the field's states.
 *
 * @param count - How many pieces have a reference.
 */
export function summaryGrammar(count: number): string {
  const forms = SUMMARY_FORMS.map(({ name, fields }) => {
    const [first, ...rest] = fields.map((field) => {
      const value = field.states
        ? `(${field.states.map((state) => `"${state}"`).join(' | ')})`
        : 'run'
      return `" ${field.name}=" ${value}`
    })
    return [`"${name}"`, first, ...rest.map((field) => `(${field})?`)].join(' ')
  })
  const runs = Array.from({ length: count }, (_, index) => {
    const later = REFERENCES.slice(index + 1, Math.min(count, index + MAX_RUN))
    return later ? `"${REFERENCES[index]}" ("-" [${later}])?` : `"${REFERENCES[index]}"`
  })
  return [`root ::= ${forms.join(' | ')}`, `run ::= ${runs.join(' | ')}`].join('\n')
}
