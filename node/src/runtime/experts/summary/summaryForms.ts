/** One fact of a report: words copied from the text, or one of a few fixed states. */
export type SummaryField = { readonly name: string; readonly states?: readonly string[] }

/** What a kind of report is about, in the order in which its facts are written. The first fact is required. */
export type SummaryForm = { readonly name: string; readonly fields: readonly SummaryField[] }

/** The facts that were found, by field. */
export type Facts = Readonly<Record<string, string>>

const copied = (name: string): SummaryField => ({ name })
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
