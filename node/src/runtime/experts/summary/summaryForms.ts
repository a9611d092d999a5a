/** One fact of a report: words copied from the text, or one of a few fixed states. */
export type SummaryField = { readonly name: string; readonly states?: readonly string[] }

/** What a sentence of a report is for: the facts that it may tell, and the state that it says by itself. */
export type SentenceKind = {
  readonly name: string
  readonly tells: readonly string[]
  readonly state?: string
}

/** What a kind of report is about, in the order in which its facts are written. The first fact is required. */
export type SummaryForm = {
  readonly name: string
  readonly fields: readonly SummaryField[]
  readonly kinds: readonly SentenceKind[]
}

/** The facts that were found, by field. */
export type Facts = Readonly<Record<string, string>>

const copied = (name: string): SummaryField => ({ name })
/** A sentence `name` that tells some facts ("what where when") and may say a state. */
const kind = (name: string, tells = name, state?: string): SentenceKind => ({
  name,
  tells: tells.split(' ').filter((field) => field !== ''),
  ...(state !== undefined && { state }),
})
const oneOf = (name: string, ...states: string[]): SummaryField => ({ name, states })

/** The kinds of reports that the summary expert knows. */
export const SUMMARY_FORMS: readonly SummaryForm[] = [
  {
    name: 'failure',
    fields: [
      copied('what'),
      copied('where'),
      copied('when'),
      copied('cause'),
      copied('affected'),
      oneOf('state', 'fixed', 'open'),
      copied('by'),
      copied('end'),
    ],
    kinds: [
      kind('head', 'what where when'),
      kind('cause'),
      kind('affected'),
      kind('fixed', 'by end', 'fixed'),
      kind('open', '', 'open'),
    ],
  },
  {
    name: 'meeting',
    fields: [
      copied('topic'),
      copied('when'),
      copied('decision'),
      copied('owner'),
      copied('task'),
      copied('due'),
      copied('next'),
    ],
    kinds: [
      kind('head', 'topic when'),
      kind('told', 'when'),
      kind('decision'),
      kind('task', 'owner task due'),
      kind('next'),
    ],
  },
  {
    name: 'delivery',
    fields: [
      copied('item'),
      copied('from'),
      copied('to'),
      oneOf('state', 'arrived', 'late', 'missing'),
      copied('when'),
      copied('damage'),
      copied('signed'),
    ],
    kinds: [
      kind('arrived', 'item from to when', 'arrived'),
      kind('late', 'item from to when', 'late'),
      kind('missing', 'item from to when', 'missing'),
      kind('damage'),
      kind('signed'),
    ],
  },
  {
    name: 'figures',
    fields: [
      copied('metric'),
      copied('period'),
      oneOf('change', 'up', 'down', 'same'),
      copied('by'),
      copied('value'),
      copied('reason'),
      copied('target'),
    ],
    kinds: [
      kind('up', 'metric period by value', 'up'),
      kind('down', 'metric period by value', 'down'),
      kind('same', 'metric period value', 'same'),
      kind('reason'),
      kind('target'),
    ],
  },
  {
    name: 'log',
    fields: [
      copied('service'),
      copied('error'),
      copied('when'),
      copied('count'),
      oneOf('state', 'recovered', 'down'),
      copied('end'),
    ],
    kinds: [
      kind('head', 'service error when'),
      kind('count'),
      kind('recovered', 'end', 'recovered'),
      kind('down', '', 'down'),
    ],
  },
  {
    name: 'progress',
    fields: [
      copied('project'),
      copied('done'),
      copied('blocker'),
      copied('step'),
      copied('due'),
      copied('lead'),
    ],
    kinds: [
      kind('head', 'project done lead'),
      kind('blocker'),
      kind('step'),
      kind('due'),
      kind('lead'),
    ],
  },
  {
    name: 'check',
    fields: [
      copied('object'),
      oneOf('result', 'passed', 'failed'),
      copied('by'),
      copied('when'),
      copied('finding'),
      copied('repeat'),
    ],
    kinds: [
      kind('passed', 'object by when', 'passed'),
      kind('failed', 'object by when', 'failed'),
      kind('told', 'object by when'),
      kind('pass', '', 'passed'),
      kind('fail', '', 'failed'),
      kind('finding'),
      kind('repeat'),
    ],
  },
]

/** Returns the one line that says all facts of a report, or nothing when the first is missing. */
export function writeSummary(form: SummaryForm, facts: Facts): string | undefined {
  const first = form.fields[0]!.name
  if (facts[first] === undefined) return undefined
  const sentences = SENTENCES[form.name]!(facts).filter((sentence) => sentence !== '')
  return sentences.map((sentence) => `${upperFirst(sentence)}.`).join(' ')
}

/** Returns the words with one fact in place of `_`, or nothing when the fact is not there. */
function say(words: string, fact: string | undefined): string {
  return fact === undefined ? '' : words.replace('_', () => fact)
}

function join(separator: string, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(separator)
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

const SENTENCES: Readonly<Record<string, (facts: Facts) => string[]>> = {
  failure: ({ what, where, when, cause, affected, state, by, end }) => [
    join(', ', `Failure: ${what}`, say('_', where), say('_', when)),
    say('Cause: _', cause),
    say('Affected: _', affected),
    state === 'open'
      ? 'Not fixed yet'
      : state === 'fixed' || by || end
        ? join(' ', 'Fixed', say('by _', by), say('(_)', end))
        : '',
  ],
  meeting: ({ topic, when, decision, owner, task, due, next }) => [
    join(', ', `Meeting: ${topic}`, say('_', when)),
    say('Decided: _', decision),
    join(
      ' ',
      join(': ', say('To do, _', owner ?? (task && 'open')), say('_', task)),
      say('(due _)', due),
    ),
    say('Next meeting: _', next),
  ],
  delivery: ({ item, from, to, state, when, damage, signed }) => [
    join(' ', `Delivery: ${item}`, say('from _', from), say('to _', to)),
    join(', ', say('_', state), say('_', when)),
    say('Damaged: _', damage),
    say('Signed by _', signed),
  ],
  figures: ({ metric, period, change, by, value, reason, target }) => [
    join(', ', `${metric}`, say('_', period)) +
      say(
        ': _',
        change === 'same'
          ? join(' ', 'the same', say('at _', value))
          : join(' ', say('_', change), say('_', by), say('to _', value)) || undefined,
      ),
    say('Reason: _', reason),
    say('Target: _', target),
  ],
  log: ({ service, error, when, count, state, end }) => [
    join(', ', `Log: ${service}`, say('_', error), say('_', when), say('_ times', count)),
    state === 'down' ? 'Still down' : state || end ? join(' ', 'Recovered', say('(_)', end)) : '',
  ],
  progress: ({ project, done, blocker, step, due, lead }) => [
    join(', ', `Project ${project}`, say('led by _', lead)) + say(': _ done', done),
    say('Blocked by: _', blocker),
    say('Next: _', step),
    say('Due: _', due),
  ],
  check: ({ object, result, by, when, finding, repeat }) => [
    join(', ', `Check: ${object}`, say('_', result), say('by _', by), say('_', when)),
    say('Found: _', finding),
    say('Next check: _', repeat),
  ],
}
