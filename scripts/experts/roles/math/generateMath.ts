import { findNumbers } from '#runtime/experts/math/findNumbers.ts'
import { mathExpert } from '#runtime/experts/math/mathExpert.ts'
import type { Example, RoleGenerator } from '../../example.ts'
import { isHeldOut } from '../../isHeldOut.ts'
import { inventWord, pickValue } from '../../pickValue.ts'
import type { Random } from '../../random.ts'
import { chooseWording, joinRendered, type Rendered, renderWording } from '../../template.ts'
import type { Tier } from '../../wordings.ts'
import { FRAME, IN_WORDS } from './bareWordings.ts'
import { GAIN_VERBS, LOSS_VERBS } from './changeWordings.ts'
import { drawNumber, drawOperands, drawSigns, writeNumber, writeSum } from './drawSum.ts'
import { FILLERS, STORY } from './story.ts'
import { CONTAINERS, NAMES, NOUNS, PLACES, SYLLABLES } from './values.ts'

type Part = keyof typeof STORY
type Operands = Readonly<Record<string, number>>

/** A sum before it is worded: its expression over value names, and the parts that word it. */
type Problem = { readonly expression: string; readonly parts: readonly Part[] }

/** What the parts of one story share. */
type Scene = {
  readonly operands: Operands
  /** Names, things and places by placeholder. */
  readonly people: Readonly<Record<string, string>>
  /** Value names that no part has used yet, in order. */
  readonly unused: string[]
}

/** Largest share of distractors: more would teach that a number mostly does not count. */
const DISTRACTOR_SHARE = 0.35
const FILLER_SHARE = 0.15
const INVENTED_SHARE = 0.45

/** The generator of the math role. */
export const mathGenerator: RoleGenerator = {
  role: 'math',
  sample: (random, tier) =>
    random.chance(0.4) ? sampleBare(random, tier) : sampleStory(random, tier),
  testSets: {
    bare: (random) => sampleBare(random, 'V'),
    V: (random) => sampleStory(random, 'V'),
    W: (random) => (random.chance(0.25) ? sampleBare(random, 'W') : sampleStory(random, 'W')),
    distractors: (random) => sampleStory(random, 'V', 1),
  },
  wordings: {
    frame: FRAME,
    ...Object.fromEntries(Object.entries(IN_WORDS).map(([sign, list]) => [`words ${sign}`, list])),
    ...STORY,
  },
  otherWordings: [
    ...GAIN_VERBS,
    ...LOSS_VERBS,
    ...FILLERS,
    'she',
    'he',
    'x',
    'plus',
    'minus',
    'times',
    'divided by',
  ],
  isValid: (answer) => /[=≈] -?\d/.test(answer),
  agrees: (answer, truth) => /[=≈]/.test(answer) && resultOf(answer) === resultOf(truth),
  showcase: [
    'what is 482 + 39',
    'what is 37 times 8?',
    'Anna has 412 apples. She buys 129 more. How many apples are there now?',
    'Each box holds 24 eggs. The shop is 3 km away. Ben buys 15 boxes. How many eggs does he have?',
    'Work out (18 + 7) * 4',
  ],
}

function resultOf(answer: string): string {
  return answer.slice(answer.search(/[=≈]/) + 1)
}

function sampleBare(random: Random, tier: Tier): Example {
  for (;;) {
    const { expression, operands, wording } = drawBare(random, tier === 'W' ? 'heldOut' : 'train')
    const rendered = render(wording, operands, {}, random)
    const bare = { family: 'bare', expression, operands, people: {} }
    const example = finishExample(bare, rendered, random, tier)
    if (example) return example
  }
}

/** Returns a sum of two numbers in words, or one of up to four in signs. */
function drawBare(random: Random, side: 'train' | 'heldOut') {
  if (random.chance(0.45)) {
    const sign = random.pick(['+', '-', '*', '/'] as const)
    const expression = `a${sign}b`
    const operands = drawOperands(expression, random)
    const wording = chooseWording(random.pick(IN_WORDS[sign][side]), random)
    return { expression, operands, wording }
  }
  const expression = drawSigns(random)
  const operands = drawOperands(expression, random)
  const frame = chooseWording(random.pick(FRAME[side]), random)
  const sum = writeSum(expression, random)
  return { expression, operands, wording: frame.replace('{e}', () => sum) }
}

function sampleStory(random: Random, tier: Tier, distractorShare = DISTRACTOR_SHARE): Example {
  for (;;) {
    const { expression, parts } = drawProblem(random)
    const operands = { ...drawOperands(expression, random) }
    const withDistractor = random.chance(distractorShare)
    const changed = tier === 'W' ? random.integer(0, parts.length - (withDistractor ? 0 : 1)) : -1
    const people = drawPeople(random, tier)
    const scene: Scene = { operands, people, unused: [...'abcd'] }
    const side = (index: number) => (index === changed ? 'heldOut' : 'train')
    const worded = parts.map((part, index) => renderPart(part, side(index), scene, random))
    if (withDistractor) {
      operands['d'] = drawNumber(random)
      const list = STORY.distractor[side(parts.length)]
      const sentence = render(chooseWording(random.pick(list), random), operands, people, random)
      // Never after the question.
      worded.splice(random.integer(0, worded.length - 1), 0, sentence)
    }
    if (random.chance(FILLER_SHARE)) {
      const filler = render(chooseWording(random.pick(FILLERS), random), operands, people, random)
      worded.splice(random.integer(0, worded.length), 0, filler)
    }
    const family = parts.find((part) => part !== 'intro')!
    const story = { family, expression, operands, people }
    const example = finishExample(story, joinRendered(worded, ' '), random, tier)
    if (example) return example
  }
}

/** Returns one problem: which parts word it and what they sum up to. */
function drawProblem(random: Random): Problem {
  const draw = random.next()
  const of = (expression: string, ...parts: Part[]): Problem => ({ expression, parts })
  if (draw < 0.13) return of('a+b', 'intro', 'gain', 'askNow')
  if (draw < 0.26) return of('a-b', 'intro', 'loss', 'askNow')
  if (draw < 0.31) return of('a+b-c', 'intro', 'gain', 'loss', 'askNow')
  if (draw < 0.36) return of('a-b+c', 'intro', 'loss', 'gain', 'askNow')
  if (draw < 0.39) return of('a+b+c', 'intro', 'gain', 'gain', 'askNow')
  if (draw < 0.42) return of('a-b-c', 'intro', 'loss', 'loss', 'askNow')
  if (draw < 0.52) return of('a-b', 'compare')
  if (draw < 0.62) return of('a+b', 'combine')
  if (draw < 0.7) return of('a*b', 'groups', 'askTotal')
  if (draw < 0.74) return of('a*b+c', 'groups', 'gain', 'askNow')
  if (draw < 0.78) return of('a*b-c', 'groups', 'loss', 'askNow')
  if (draw < 0.84) return of('a*b', 'cost')
  if (draw < 0.89) return of('(a+b)*c', 'pack', 'askTotal')
  if (draw < 0.95) return of('a/b', 'share')
  return of('a-b*c', 'spend')
}

/** A change takes the next value name that is free: a gain after `a*b` adds `c`. */
function renderPart(
  part: Part,
  side: 'train' | 'heldOut',
  { operands, people, unused }: Scene,
  random: Random,
): Rendered {
  const wording = chooseWording(random.pick(STORY[part][side]), random)
  if (part === 'intro' || part === 'gain' || part === 'loss') {
    const placeholder = part === 'intro' ? '{a}' : '{b}'
    return render(wording.replace(placeholder, `{${unused.shift()}}`), operands, people, random)
  }
  for (const name of 'abc')
    if (wording.includes(`{${name}}`)) unused.splice(unused.indexOf(name), 1)
  return render(wording, operands, people, random)
}

function drawPeople(random: Random, tier: Tier): Record<string, string> {
  const value = (values: typeof NAMES): string => pickValue(values, tier, random)
  const invented = tier !== 'V' && random.chance(INVENTED_SHARE)
  const name = (): string => {
    if (!invented || random.chance(0.3)) return value(NAMES)
    const word = inventWord(SYLLABLES, random)
    return word[0]!.toUpperCase() + word.slice(1)
  }
  const noun = (): string => (invented ? `${inventWord(SYLLABLES, random)}s` : value(NOUNS))
  const N = name()
  const o = noun()
  const [bx, bs] = value(CONTAINERS).split(' ') as [string, string]
  const P = random.pick(['She', 'He', N, N])
  const other = (draw: () => string, taken: string): string => {
    for (;;) {
      const drawn = draw()
      if (drawn !== taken) return drawn
    }
  }
  return {
    N,
    M: other(name, N),
    P,
    p: P === N ? N : P.toLowerCase(),
    o,
    u: other(noun, o),
    bx,
    bs,
    pl: value(PLACES),
  }
}

function render(
  wording: string,
  operands: Operands,
  people: Readonly<Record<string, string>>,
  random: Random,
): Rendered {
  const numbers = Object.fromEntries(
    Object.entries(operands).map(([name, value]) => [name, writeNumber(value, random)]),
  )
  const verbs = { gv: random.pick(GAIN_VERBS), lv: random.pick(LOSS_VERBS) }
  return renderWording(wording, { ...people, ...verbs, ...numbers })
}

/** Returns the example, or nothing when its operands belong to the other side of the split. */
function finishExample(
  problem: {
    readonly family: string
    readonly expression: string
    readonly operands: Operands
    readonly people: Scene['people']
  },
  { text, spans }: Rendered,
  random: Random,
  tier: Tier,
): Example | undefined {
  const { family, expression, operands, people } = problem
  const tuple = Object.values(operands).join(',')
  if (isHeldOut(`operands:${tuple}`) !== (tier !== 'train')) return undefined
  const numbers = findNumbers(text)
  const letterOf = (name: string): string | undefined =>
    numbers.find(({ start }) => start === spans.get(name)?.start)?.letter
  const raw = expression.replace(/[a-d]/g, (name) => letterOf(name) ?? '?')
  if (raw.includes('?') || numbers.length > 8) return undefined
  const prompt = random.chance(0.1) ? text.replace(/[.?]$/, '') : text
  const values = [...Object.entries(people), ['operands', tuple]].map(
    ([kind, value]) => `${kind}:${value}`,
  )
  return { prompt, raw, answer: mathExpert.finish(raw, prompt).answer, family, values }
}
