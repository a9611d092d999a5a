import type { Segment } from './readSegments.ts'
import { type SentenceKind, SUMMARY_FORMS, type SummaryForm } from './summaryForms.ts'

/** Facts that a date, a time or a length of time can begin. */
const OF_TIME = ['when', 'end', 'due', 'next', 'repeat', 'period']

/** Facts that begin with a number: so much of something. */
const OF_NUMBER = ['affected', 'item', 'damage', 'value', 'target', 'done', 'count']

/** Facts that a number can begin besides: "two broken lamps", "2027", "sales rose by 300". */
const NUMBER_TOO = ['finding', 'period', 'by', 'what', 'object', 'topic', 'cause', 'reason']

/** Facts that name somebody: no known word does. */
const OF_SOMEBODY = ['failure by', 'check by', 'owner', 'signed', 'lead']

/**
 * Returns a GBNF grammar of the summaries that a text allows: a known form, then every sentence in order with `-` when
 * no summary needs it or with its kind, and then every value of it with the fact that it begins, `+` when it goes
 * on with the fact before it or `-` when it belongs to none: `failureCheadAwhatB-D-HcauseE-FcauseG+`.
 *
 * A time begins no fact but one of time, a word none that is a number. Somebody is no known word. No fact goes on over a
 * word that only says what the facts round it are. A sentence that is there for one fact tells it, and the first
 * fact of the form is told.
 */
export function summaryGrammar(segments: readonly Segment[]): string {
  const forms = SUMMARY_FORMS.map((form, index) => formRules(form, `f${index}`, segments)).filter(
    ({ isPossible }) => isPossible,
  )
  return [
    `root ::= ${forms.map(({ root }) => root).join(' | ')}`,
    ...forms.flatMap(({ rules }) => rules),
  ].join('\n')
}

/** `f3s5n` is what comes from the sixth sentence on in the fourth form while its first fact has not been told, `f3s5y` after. */
function formRules(form: SummaryForm, name: string, segments: readonly Segment[]) {
  const first = form.fields[0]!.name
  const kindsOf = segments.map(({ values }) =>
    form.kinds
      .map((kind, index) => ({ ...kind, index, must: mustTell(kind, first) }))
      .filter(({ must }) => !must || values.some(({ shown }) => canBegin(shown, form.name, must))),
  )
  const last = kindsOf.findLastIndex((kinds) => kinds.some(({ must }) => must === first))
  const rules: string[] = []
  for (const [index, segment] of segments.entries()) {
    const chain = (kind: number): string => `${name}k${kind}x${index}`
    for (const kind of kindsOf[index]!)
      rules.push(...chainRules(chain(kind.index), segment, kind, form.name))
    for (const told of index <= last ? (['n', 'y'] as const) : (['y'] as const)) {
      const mustTellFirst = told === 'n' && index === last
      const options = kindsOf[index]!.filter(({ must }) => !mustTellFirst || must === first).map(
        (kind) =>
          `"${kind.name}" ${chain(kind.index)} ${name}s${index + 1}${kind.must === first ? 'y' : told}`,
      )
      if (!mustTellFirst) options.push(`"-" ${name}s${index + 1}${told}`)
      rules.push(`${name}s${index}${told} ::= "${segment.reference}" (${options.join(' | ')})`)
    }
  }
  rules.push(`${name}s${segments.length}y ::= ""`)
  return { isPossible: last >= 0, root: `"${form.name}" ${name}s0n`, rules }
}

/** Returns the fact without which a sentence of a kind makes no sense. */
function mustTell({ tells, state }: SentenceKind, first: string): string | undefined {
  if (tells.includes(first)) return first
  return tells.length === 1 && state === undefined ? tells[0] : undefined
}

/** What may be said of the values of one sentence: `…cn4` of the fifth when it may go on and what must be told has not been. */
function chainRules(
  name: string,
  { values }: Segment,
  { tells, must }: SentenceKind & { readonly must: string | undefined },
  form: string,
): string[] {
  const last = values.findLastIndex(({ shown }) => must && canBegin(shown, form, must))
  const rules = [`${name} ::= ${name}s${must ? 'n' : 'y'}0`, `${name}sy${values.length} ::= ""`]
  rules.push(`${name}cy${values.length} ::= ""`)
  for (const [index, { shown, reference, goesOn }] of values.entries())
    for (const after of ['s', 'c'])
      for (const told of index <= last ? ['n', 'y'] : ['y']) {
        const isForced = told === 'n' && index === last
        const options = tells
          .filter((field) => canBegin(shown, form, field) && (!isForced || field === must))
          .map((field) => `"${field}" ${name}c${field === must ? 'y' : told}${index + 1}`)
        if (!isForced && after === 'c' && goesOn) options.push(`"+" ${name}c${told}${index + 1}`)
        if (!isForced) options.push(`"-" ${name}s${told}${index + 1}`)
        rules.push(`${name}${after}${told}${index} ::= "${reference}" (${options.join(' | ')})`)
      }
  return rules
}

/** Returns whether a piece, by what the model sees of it, can be the first of a fact. */
function canBegin(shown: string, form: string, field: string): boolean {
  if (/^[#@~]$/.test(shown)) return OF_TIME.includes(field)
  if (shown.startsWith('$')) return OF_NUMBER.includes(field) || NUMBER_TOO.includes(field)
  if (OF_SOMEBODY.includes(field) || OF_SOMEBODY.includes(`${form} ${field}`))
    return /^[*^&_]$/.test(shown)
  return !OF_NUMBER.includes(field)
}
