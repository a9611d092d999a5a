import { isWitanError } from '#protocol/errors.ts'
import type { Link } from '#runtime/experts/planning/linkWords.ts'
import { IDLE, JOINED, REFERENCES } from '#runtime/experts/planning/planGrammar.ts'
import { planningExpert } from '#runtime/experts/planning/planningExpert.ts'
import { type Piece, readPieces, strongestLink } from '#runtime/experts/planning/readPieces.ts'
import type { Example, RoleGenerator } from '../../example.ts'
import { isHeldOut } from '../../isHeldOut.ts'
import type { Random } from '../../random.ts'
import type { Tier, Wordings } from '../../wordings.ts'
import { CLAUSES, drawClause, STATEMENT } from './drawClause.ts'
import { describeLeaning, drawShape, type Joint, type TaskShape } from './drawShape.ts'
import { ENDINGS, LINKS, OPENINGS, PAIRS } from './frames.ts'
import {
  ALL_ANSWERS,
  DOCUMENT_PHRASES,
  LAST_ANSWER,
  LAST_TWO,
  ROLE_ANSWERS,
  TASK_FRAMES,
} from './phrases.ts'

/** Many people type without capitals. */
const LOWER_CASE_SHARE = 0.12

/** Two or three parts are the most common. */
const COUNTS = [2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6]

/** As which links code must read a joint, else the request says something else than was meant. */
const LINKS_OF: Readonly<Record<Joint, readonly Link[]>> = {
  and: ['and', 'comma'],
  stop: ['stop'],
  also: ['also'],
  next: ['next'],
  result: ['result'],
  later: ['later'],
  before: ['before'],
  after: ['after'],
}

/** Round each task while a request is put together, so that its place is known in the end. */
const OPEN = '\u{e000}'
const CLOSE = '\u{e001}'

/** What a request is drawn with. */
type Draw = {
  readonly random: Random
  /** Which values; the combination of roles and joints is a trained one only with `train`. */
  readonly tier: Tier
  /** Draw a combination that training never sees. */
  readonly newCombination: boolean
  readonly counts?: readonly number[]
}

/** The generator of the planning role. */
export const planningGenerator: RoleGenerator = {
  role: 'planning',
  sample: (random, tier) => samplePlan({ random, tier, newCombination: tier !== 'train' }),
  testSets: {
    combinations: (random) => samplePlan({ random, tier: 'train', newCombination: true }),
    V: (random) => samplePlan({ random, tier: 'V', newCombination: true }),
    W: (random) => samplePlan({ random, tier: 'W', newCombination: true }),
    longer: (random) => samplePlan({ random, tier: 'V', newCombination: true, counts: [5, 6] }),
  },
  wordings: {
    ...Object.fromEntries(CLAUSES.map(({ role, own }) => [role, own])),
    ...Object.fromEntries(CLAUSES.map(({ role, leaning }) => [`${role} leaning`, leaning])),
    ...Object.fromEntries(
      Object.entries(ROLE_ANSWERS).map(([role, list]) => [`${role} answer`, list]),
    ),
    ...Object.fromEntries(
      Object.entries({ ...LINKS, ...PAIRS }).map(([joint, list]) => [`joint ${joint}`, list]),
    ),
    openings: OPENINGS,
    endings: ENDINGS,
    documents: DOCUMENT_PHRASES,
    'task frames': TASK_FRAMES,
    'last answer': LAST_ANSWER,
    'last two': LAST_TWO,
    'all answers': ALL_ANSWERS,
  },
  otherWordings: [],
  isValid: (answer) => /^1\. [a-z]+: ./.test(answer),
  agrees: (answer, truth) => answer === truth,
  showcase: [
    'summarise the incident report, then translate it into French',
    'Add up the invoices and book a meeting with Anna on Friday. Then write an email to Ben about the total.',
    'Before you send the summary to Kate, condense the meeting minutes',
    'Plan this: first write a Python function that sorts a list, then write tests for it, and remind me to buy milk and eggs',
    'what is 482 + 39, and book a meeting on 14 March 2027 at 3 pm',
  ],
}

function samplePlan(draw: Draw): Example {
  for (;;) {
    const { random, newCombination } = draw
    const shape = drawShape(random.pick(draw.counts ?? COUNTS), random)
    const key = shape.map(({ role, joint, leaning }) => [role, joint, leaning?.kind])
    if (isHeldOut(`plan:${JSON.stringify(key)}`) !== newCombination) continue
    const example = finishExample(shape, wordPlan(shape, draw))
    if (example) return example
  }
}

type Worded = { readonly text: string; readonly values: readonly string[] }

/** Returns the request in words, each task between marks. */
function wordPlan(shape: readonly TaskShape[], { random, tier }: Draw): Worded {
  // One part is in a wording never trained: mostly a task, else a joint, the frame or a phrase in a task.
  const changed =
    tier === 'W'
      ? random.pick(['task', 'task', 'task', 'joint', 'frame', 'phrase'] as const)
      : 'none'
  const one = random.integer(changed === 'joint' ? 1 : 0, shape.length - 1)
  const side = (now: boolean): keyof Wordings => (now ? 'heldOut' : 'train')
  const clauses = shape.map(({ role, joint, leaning }, index) => {
    const clause = side(changed === 'task' && index === one)
    const framed = index > 0 && joint !== 'before' && joint !== 'after'
    const sides = { values: tier, clause, phrase: side(changed === 'phrase'), framed }
    for (;;) {
      const drawn = drawClause(role, leaning, sides, random)
      // "Before you what is the sum" is no English.
      if ((joint !== 'before' && joint !== 'after') || !STATEMENT.test(drawn.text)) return drawn
    }
  })
  let text = ''
  for (let index = 0; index < shape.length; index++) {
    const { joint } = shape[index]!
    const task = clauses[index]!.text
    const next = clauses[index + 1]?.text
    const list = side(changed === 'joint' && (index === one || index === 0))
    if (joint === 'before' || joint === 'after') {
      const pair = random.pick(PAIRS[joint][list])
      const worded = fill(fill(pair, 'X', mark(task)), 'Y', mark(next!))
      text = index === 0 ? worded : `${text}. ${worded}`
      index++
    } else if (!joint) text = mark(task)
    else {
      const link = pickFitting(LINKS[joint][list], task, random)
      const opens = /\}[.\n]\s*\{Y\}/.test(link)
      text = fill(fill(link, 'X', text), 'Y', mark(opens ? capitalise(task) : task))
    }
  }
  const first = clauses[0]!.text
  const frame = side(changed === 'frame')
  const isPair = shape[0]!.joint !== undefined
  const opening = pickFitting(OPENINGS[frame], isPair ? 'I ' : first, random)
  const ending = random.pick(ENDINGS[frame])
  const whole = `${opening}${text}${ending}`.replace(/\?(\u{e001}?)[.,;](?=\s|$)/gu, '?$1')
  const cased = random.chance(LOWER_CASE_SHARE) ? whole.toLowerCase() : setFirst(whole, random)
  return { text: cased, values: clauses.flatMap(({ values }) => values) }
}

/** Returns a frame in which a task reads well: no "could you" before a question. */
function pickFitting(frames: readonly string[], task: string, random: Random): string {
  if (!STATEMENT.test(task)) return random.pick(frames)
  const fitting = frames.filter(
    (frame) => !/(?:\b(?:you|to|please)|, please,) (?:\{Y\}|$)/i.test(frame),
  )
  return random.pick(fitting.length > 0 ? fitting : frames)
}

function fill(frame: string, name: 'X' | 'Y', text: string): string {
  return frame.replace(`{${name}}`, () => text)
}

function mark(task: string): string {
  return OPEN + task + CLOSE
}

function capitalise(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}

function setFirst(text: string, random: Random): string {
  if (random.chance(0.25)) return text
  return text.startsWith(OPEN) ? OPEN + capitalise(text.slice(1)) : capitalise(text)
}

/** Returns the example, or nothing when code cuts the request otherwise than it was meant. */
function finishExample(shape: readonly TaskShape[], worded: Worded): Example | undefined {
  const { prompt, spans } = readMarks(worded.text)
  const pieces = readPieces(prompt)
  const tasksOf = pieces.map((piece) =>
    spans.flatMap((span, task) => (overlap(span, piece) ? [task] : [])),
  )
  if (tasksOf.some((tasks) => tasks.length > 1)) return undefined
  const taskOf = tasksOf.map(([task]) => task)
  const heads = spans.map((_, task) => taskOf.indexOf(task))
  if (heads.includes(-1)) return undefined
  const linked = shape.every(({ joint }, task) => {
    const own = pieces.filter(
      (piece, index) => index === heads[task] || (taskOf[index] === task && piece.endsWithLink),
    )
    return !joint || LINKS_OF[joint].includes(strongestLink(own.map(({ link }) => link)))
  })
  if (!linked) return undefined
  const items = taskOf.map((task, piece) => {
    if (task === undefined) return IDLE
    if (heads[task] !== piece) return JOINED
    const { role, leaning } = shape[task]!
    const before = shape.slice(0, task)
    return role + describeLeaning(leaning, before, (other) => REFERENCES[heads[other]!]!)
  })
  const raw = items.map((item, piece) => REFERENCES[piece] + item).join(' ')
  try {
    planningExpert.prepare(prompt)
  } catch (error) {
    if (isWitanError(error, 'PROMPT_UNSUPPORTED')) return undefined
    throw error
  }
  const answer = planningExpert.finish(raw, prompt).answer
  return { prompt, raw, answer, family: `${shape.length} tasks`, values: worded.values }
}

type Place = Pick<Piece, 'start' | 'end'>

function readMarks(marked: string): { readonly prompt: string; readonly spans: readonly Place[] } {
  const spans: Place[] = []
  let prompt = ''
  let start = 0
  for (const character of marked) {
    if (character === OPEN) start = prompt.length
    else if (character === CLOSE) spans.push({ start, end: prompt.length })
    else prompt += character
  }
  return { prompt, spans }
}

function overlap(one: Place, other: Place): boolean {
  return one.start < other.end && other.start < one.end
}
