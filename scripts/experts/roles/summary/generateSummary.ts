import { REFERENCES, readPieces } from '#runtime/experts/summary/readPieces.ts'
import { readSegments } from '#runtime/experts/summary/readSegments.ts'
import { countReferences, summaryExpert } from '#runtime/experts/summary/summaryExpert.ts'
import { SUMMARY_FORMS } from '#runtime/experts/summary/summaryForms.ts'
import type { Example, RoleGenerator } from '../../example.ts'
import type { Random } from '../../random.ts'
import { chooseWording, joinRendered, type Rendered, renderWording } from '../../template.ts'
import type { Tier, Wordings } from '../../wordings.ts'
import { CHECK_REPORT } from './checkReport.ts'
import { DELIVERY_REPORT } from './deliveryReport.ts'
import { createLogClock, drawFact } from './drawFact.ts'
import { FAILURE_REPORT } from './failureReport.ts'
import { FIGURES_REPORT } from './figuresReport.ts'
import { FRAMES, LOG_NOISE, NOISE, SENTENCE_OPENERS } from './frames.ts'
import { labelSegments } from './labelSegments.ts'
import { LOG_REPORT } from './logReport.ts'
import { MEETING_REPORT } from './meetingReport.ts'
import { PROGRESS_REPORT } from './progressReport.ts'
import type { Part, Report } from './report.ts'
import { varyWording } from './varyWording.ts'

const REPORTS: readonly Report[] = [
  FAILURE_REPORT,
  MEETING_REPORT,
  DELIVERY_REPORT,
  FIGURES_REPORT,
  LOG_REPORT,
  PROGRESS_REPORT,
  CHECK_REPORT,
]

const LONGEST_PROMPT = 780
const MOST_NOISE = 2
const SHORT_SHARE = 0.3
const BARE_SHARE = 0.35
const OPENER_SHARE = 0.12
const LOWER_CASE_SHARE = 0.12
/** Of training sentences, how many are said a little otherwise than their wording. */
const VARIED_SHARE = 0.5

/** The generator of the summary role. */
export const summaryGenerator: RoleGenerator = {
  role: 'summary',
  sample: sampleSummary,
  testSets: {
    V: (random) => sampleSummary(random, 'V'),
    W: (random) => sampleSummary(random, 'W'),
  },
  wordings: {
    ...Object.fromEntries(
      REPORTS.flatMap(({ form, heads, slots }) =>
        [...heads, ...slots.flatMap(({ parts }) => parts)].map(({ name, wordings }) => [
          `${form} ${name}`,
          wordings,
        ]),
      ),
    ),
    frames: FRAMES,
    openers: SENTENCE_OPENERS,
    noise: NOISE,
    'log noise': LOG_NOISE,
  },
  otherWordings: ['on', 'at', 'after', 'in', 'a an the of with and for', 'no not never'],
  isValid: (answer) => /^[^\n]+\.$/.test(answer) && !answer.includes('found no report'),
  agrees: (answer, truth) => answer === truth,
  showcase: [
    'Summarize this: The lift in the main hall stopped working on Monday at 14:05. 12 guests had to wait. Coffee was served at 15:00. The cause was a worn cable. Ben Carter fixed it on Tuesday.',
    'Sum up the notes: We met on 3 May about the new website. We decided to hire two engineers. Anna will write the offer by 10 May. The next meeting is on 17 May.',
    'tl;dr: Sales fell by 12 % to 45,000 euros in March. The main reason was a cold winter. Nobody had any questions.',
    'Summarize this log: 09:12 INFO web-1: started\n09:14 ERROR payment-api: connection refused\n09:15 INFO 300 requests served\nlast message repeated 14 times\n09:20 INFO payment-api restarted',
    'In one line: 40 boxes of paper from Holm Ltd arrived late on Friday. 3 boxes were damaged. Anna Smith signed for it.',
  ],
}

function sampleSummary(random: Random, tier: Tier): Example {
  for (;;) {
    const report = random.pick(REPORTS)
    const example = wordReport(report, random, tier)
    if (example) return example
  }
}

/** What one report is made of before it is worded: the part of each sentence, `undefined` for noise. */
type Plan = {
  readonly parts: readonly (Part | undefined)[]
  readonly changed: number | 'frame' | 'none'
}

function wordReport(report: Report, random: Random, tier: Tier): Example | undefined {
  const { form } = report
  const { parts, changed } = planReport(report, random, tier)
  const values: Record<string, string> = {}
  const used = new Set<string>()
  const clock = form === 'log' ? createLogClock(random) : undefined
  const sentences: Rendered[] = []
  const frameSide = changed === 'frame' ? 'heldOut' : 'train'
  for (const [index, part] of parts.entries()) {
    const side = index === changed ? 'heldOut' : 'train'
    const noise = form === 'log' ? LOG_NOISE : NOISE
    const wording = pickWording((part?.wordings ?? noise)[side], used, random)
    if (wording === undefined) continue
    // Each noise sentence has names and numbers of its own, so none of them is a fact.
    const drawn = drawValues(form, wording, { random, tier, clock, values: part ? values : {} })
    if (part) for (const [, name] of wording.matchAll(/\{(\w+)\}/g)) used.add(name!)
    const opener =
      form !== 'log' && random.chance(OPENER_SHARE) ? random.pick(SENTENCE_OPENERS[frameSide]) : ''
    const varies = tier === 'train' && random.chance(VARIED_SHARE)
    const said = varies ? varyWording(wording, part?.wordings ?? noise, random) : wording
    const { text, spans } = renderWording(opener + lowerAfter(opener, said), drawn)
    const whole =
      part && ([`${PART}${parts.indexOf(part)}`, { start: 0, end: text.length }] as const)
    sentences.push({ text: upperFirst(text), spans: new Map(whole ? [...spans, whole] : []) })
  }
  const body = joinRendered(sentences, drawSeparator(form, random))
  const framed = frameReport(body, frameSide, random, tier === 'train' && random.chance(BARE_SHARE))
  const text = random.chance(LOWER_CASE_SHARE) ? framed.text.toLowerCase() : framed.text
  return finishExample(form, { ...framed, text }, parts, values)
}

/** Begins the name of a span that holds a whole sentence of the report. */
const PART = 'part '

/** Decides which sentences there are, in which order, and which of them is in a wording never trained. */
function planReport({ form, heads, slots }: Report, random: Random, tier: Tier): Plan {
  // Much of the training is on short reports: where a fact stands is learned on them sooner.
  const isShort = tier === 'train' && random.chance(SHORT_SHARE)
  const told = slots
    .filter(({ share }) => random.chance(share))
    .map(({ parts }) => random.pick(parts))
  const facts = isShort ? random.shuffle(told).slice(0, 1) : told
  const ordered = random.chance(0.7) ? facts : random.shuffle(facts)
  const parts: (Part | undefined)[] = [random.pick(heads), ...ordered]
  const noise = isShort
    ? random.integer(0, 1)
    : random.integer(0, form === 'log' ? MOST_NOISE + 1 : MOST_NOISE)
  for (let count = 0; count < noise; count++)
    parts.splice(
      random.integer(form === 'log' ? 0 : Number(random.chance(0.7)), parts.length),
      0,
      undefined,
    )
  if (tier !== 'W') return { parts, changed: 'none' }
  return { parts, changed: random.chance(0.12) ? 'frame' : random.integer(0, parts.length - 1) }
}

/** Returns a wording none of whose facts has been told already. */
function pickWording(
  list: Wordings['train'],
  used: ReadonlySet<string>,
  random: Random,
): string | undefined {
  const free = list.filter((wording) =>
    [...wording.matchAll(/\{(\w+)\}/g)].every(
      ([, name]) => name!.length < 3 || !used.has(name!) || name === 'service2',
    ),
  )
  return free.length === 0 ? undefined : chooseWording(random.pick(free), random)
}

/** What the facts of one report are drawn from. */
type Source = {
  readonly random: Random
  readonly tier: Tier
  /** The times of a log. */
  readonly clock: (() => string) | undefined
  readonly values: Record<string, string>
}

function drawValues(form: string, wording: string, source: Source): Record<string, string> {
  const { random, tier, clock, values } = source
  for (const [, name] of wording.matchAll(/\{(?!on_)(\w+)\}/g)) {
    // Somebody who does not count is somebody else each time.
    if (name! in values && name!.length > 1 && name !== 'service2') continue
    if (clock && /^(?:t|when|end)$/.test(name!)) values[name!] = clock()
    else if (name === 'service2' && values['service'] !== undefined && random.chance(0.8))
      values[name] = values['service']
    else {
      const { text, on } = drawFact(form, name === 'service2' ? 'service' : name!, random, tier)
      values[name!] = text
      values[`on_${name}`] = on
    }
  }
  return values
}

function lowerAfter(opener: string, wording: string): string {
  return opener.endsWith(': ') || opener === ''
    ? wording
    : wording.slice(0, 1).toLowerCase() + wording.slice(1)
}

function drawSeparator(form: string, random: Random): string {
  if (form === 'log') return random.chance(0.85) ? '\n' : '; '
  return random.pick([' ', ' ', ' ', '\n', '\n- '])
}

function frameReport(
  body: Rendered,
  side: 'train' | 'heldOut',
  random: Random,
  isBare: boolean,
): Rendered {
  const frame = isBare ? '{r}' : random.pick(FRAMES[side])
  const [before = '', after = ''] = chooseWording(frame, random).split('{r}')
  const open = random.chance(0.25) ? before.replace(/ $/, '\n') : before
  const plain = (text: string): Rendered => ({ text, spans: new Map() })
  const parts = [
    plain(open),
    body,
    plain(body.text.includes('\n') ? after.replace(/^ /, '\n') : after),
  ]
  return joinRendered(
    parts.filter(({ text }) => text !== ''),
    '',
  )
}

/** Returns the example, or nothing when code cannot point at one of the facts. */
function finishExample(
  form: string,
  { text, spans }: Rendered,
  parts: Plan['parts'],
  values: Readonly<Record<string, string>>,
): Example | undefined {
  const segments = readSegments(readPieces(text))
  if (countReferences(segments) > REFERENCES.length || text.length > LONGEST_PROMPT)
    return undefined
  const told = parts.flatMap((part, index) => {
    const span = spans.get(`${PART}${index}`)
    return part && span ? [{ ...span, part }] : []
  })
  const labels = labelSegments(SUMMARY_FORMS.find(({ name }) => name === form)!, segments, {
    told,
    spans,
  })
  if (!labels) return undefined
  const raw = `${form}${labels}`
  return {
    prompt: text,
    raw,
    answer: summaryExpert.finish(raw, text).answer,
    family: form,
    values: Object.entries(values).map(([kind, value]) => `${kind}:${value}`),
  }
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
