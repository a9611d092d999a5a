import { type Piece, REFERENCES, SENTENCE_END } from './readPieces.ts'
import { BREAKING_WORDS } from './structuralWords.ts'
import { SUMMARY_FORMS, type SummaryForm } from './summaryForms.ts'

/** Facts that a date, a time or a length of time can begin. */
const OF_TIME = ['when', 'end', 'due', 'next', 'repeat', 'period']

/** Facts that begin with a number: so much of something. */
const OF_NUMBER = ['affected', 'item', 'damage', 'value', 'target', 'done', 'count']

/** Facts that a number can begin besides: "two broken lamps", "2027", "sales rose by 300". */
const NUMBER_TOO = ['finding', 'period', 'by', 'what', 'object', 'topic', 'cause', 'reason']

/** Facts that name somebody: no known word does. */
const OF_SOMEBODY = ['failure by', 'check by', 'owner', 'signed', 'lead']

/**
 * Returns a GBNF grammar of the summaries that a text allows: a known form, then every piece of the text in order with
 * the fact that it begins, `+` when it goes on with the fact before it or `-` when it belongs to none, then the form's
 * state, if any: `failureAwhatB+C-DwhenE- open`. A time begins no fact but one of time, a word none that is a number.
 *
 * Somebody is no known word. No fact goes on over the end of a sentence or over a word that only says
 * what the facts round it are. The first fact of the form is there.
 *
 * @param pieces - All pieces of the text; those of kind value have a reference.
 */
export function summaryGrammar(pieces: readonly Piece[]): string {
  const values = readValues(pieces)
  const forms = SUMMARY_FORMS.map((form, index) => formRules(form, `f${index}`, values)).filter(
    ({ isPossible }) => isPossible,
  )
  return [
    `root ::= ${forms.map(({ root }) => root).join(' | ')}`,
    ...forms.flatMap(({ rules }) => rules),
  ].join('\n')
}

/** A piece that can be part of a fact, and whether it can go on with the fact of the one before. */
type Value = { readonly shown: string; readonly goesOn: boolean }

function readValues(pieces: readonly Piece[]): Value[] {
  const values: Value[] = []
  let goesOn = false
  for (const { kind, shown } of pieces) {
    if (kind === 'value') {
      values.push({ shown, goesOn })
      goesOn = true
    } else if (SENTENCE_END.test(shown) || BREAKING_WORDS.has(shown)) goesOn = false
  }
  return values
}

/**
 * `f3s5y` is the fifth piece of the third form after one that belongs to no fact, `f3c5y` after one of a fact; `y` when
 * the form's first fact has been told, `n` when it has not.
 */
function formRules({ name, fields }: SummaryForm, form: string, values: readonly Value[]) {
  const names = fields.filter(({ states }) => !states).map((field) => field.name)
  const head = names[0]!
  const states = fields.flatMap((field) => field.states ?? []).map((state) => `" ${state}"`)
  const end = states.length > 0 ? `(${states.join(' | ')})?` : '""'
  const lastHead = values.findLastIndex(({ shown }) => canBegin(shown, name, head))
  const rules = values.flatMap(({ shown, goesOn }, index) => {
    const fits = names.filter((field) => canBegin(shown, name, field))
    const rule = (told: 'y' | 'n', after: 's' | 'c'): string => {
      const next = index + 1
      const mustBegin = told === 'n' && index === lastHead
      const options = fits
        .filter((field) => !mustBegin || field === head)
        .map((field) => `"${field}" ${form}c${next}${told === 'y' || field === head ? 'y' : 'n'}`)
      if (!mustBegin && after === 'c' && goesOn) options.push(`"+" ${form}c${next}${told}`)
      if (!mustBegin) options.push(`"-" ${form}s${next}${told}`)
      return `${form}${after}${index}${told} ::= "${REFERENCES[index]}" (${options.join(' | ')})`
    }
    const untold = index <= lastHead ? [rule('n', 's'), rule('n', 'c')] : []
    return [...untold, rule('y', 's'), rule('y', 'c')]
  })
  const ends = ['s', 'c'].map((after) => `${form}${after}${values.length}y ::= ${end}`)
  return { isPossible: lastHead >= 0, root: `"${name}" ${form}s0n`, rules: [...rules, ...ends] }
}

/** Returns whether a piece, by what the model sees of it, can be the first of a fact. */
function canBegin(shown: string, form: string, field: string): boolean {
  if (/^[#@~]$/.test(shown)) return OF_TIME.includes(field)
  if (shown === '$') return OF_NUMBER.includes(field) || NUMBER_TOO.includes(field)
  if (OF_SOMEBODY.includes(field) || OF_SOMEBODY.includes(`${form} ${field}`))
    return /^[*^&_]$/.test(shown)
  return !OF_NUMBER.includes(field)
}
