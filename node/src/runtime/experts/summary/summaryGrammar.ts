import { type Piece, REFERENCES, SENTENCE_END } from './readPieces.ts'
import { SUMMARY_FORMS, type SummaryForm } from './summaryForms.ts'

/** Facts that a date, a time or a length of time can begin. */
const OF_TIME = ['when', 'end', 'due', 'next', 'repeat', 'period']

/** Facts that begin with a number: so much of something. */
const OF_NUMBER = ['affected', 'item', 'damage', 'value', 'target', 'done', 'count']

/** Facts that a number can begin besides: "two broken lamps", "2027", "sales rose by 300". */
const NUMBER_TOO = ['finding', 'period', 'by', 'what', 'object', 'topic', 'cause', 'reason']

/**
 * Returns a GBNF grammar of the summaries that a text allows: a known form, then every piece of the text in order with
 * the fact that it begins, `+` when it goes on with the fact before it or `-` when it belongs to none, then the form's
 * state, if any: `failureAwhatB+C-DwhenE- open`. A time begins no fact but one of time, a word none that is a number.
 *
 * No fact goes on over the end of a sentence.
 *
 * @param pieces - All pieces of the text; those of kind value have a reference.
 */
export function summaryGrammar(pieces: readonly Piece[]): string {
  const roots = SUMMARY_FORMS.map(({ name }, index) => `"${name}" f${index}s0`)
  const values: Value[] = []
  let opensSentence = true
  for (const { kind, shown } of pieces) {
    if (kind === 'value') values.push({ shown, opensSentence })
    opensSentence = kind === 'value' ? false : opensSentence || SENTENCE_END.test(shown)
  }
  const rules = SUMMARY_FORMS.flatMap((form, index) => formRules(form, `f${index}`, values))
  return [`root ::= ${roots.join(' | ')}`, ...rules].join('\n')
}

/** A piece that can be part of a fact, and whether it is the first of its sentence. */
type Value = { readonly shown: string; readonly opensSentence: boolean }

/** `f3s5` is the fifth piece of the third form after one that belongs to no fact, `f3c5` after one of a fact. */
function formRules({ fields }: SummaryForm, form: string, values: readonly Value[]): string[] {
  const names = fields.filter(({ states }) => !states).map(({ name }) => name)
  const states = fields.flatMap((field) => field.states ?? []).map((state) => `" ${state}"`)
  const end = states.length > 0 ? `(${states.join(' | ')})?` : '""'
  const rules = values.flatMap(({ shown, opensSentence }, index) => {
    const letter = `"${REFERENCES[index]}"`
    const fits = names.filter((name) => canBegin(shown, name)).map((name) => `"${name}"`)
    const begin = fits.length > 0 ? [`(${fits.join(' | ')}) ${form}c${index + 1}`] : []
    const none = `"-" ${form}s${index + 1}`
    const goOn = opensSentence ? [] : [`"+" ${form}c${index + 1}`]
    return [
      `${form}s${index} ::= ${letter} (${[...begin, none].join(' | ')})`,
      `${form}c${index} ::= ${letter} (${[...begin, ...goOn, none].join(' | ')})`,
    ]
  })
  const { length } = values
  return [...rules, `${form}s${length} ::= ${end}`, `${form}c${length} ::= ${end}`]
}

/** Returns whether a piece, by what the model sees of it, can be the first of a fact. */
function canBegin(shown: string, field: string): boolean {
  if (/^[#@~]$/.test(shown)) return OF_TIME.includes(field)
  if (shown === '$') return OF_NUMBER.includes(field) || NUMBER_TOO.includes(field)
  return !OF_NUMBER.includes(field)
}
