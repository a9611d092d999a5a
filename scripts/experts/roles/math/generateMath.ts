import { evaluateExpression } from '#runtime/experts/math/evaluateExpression.ts'
import { findNumbers } from '#runtime/experts/math/findNumbers.ts'
import { mathExpert } from '#runtime/experts/math/mathExpert.ts'
import type { Example, RoleGenerator } from '../../example.ts'
import { isHeldOut } from '../../isHeldOut.ts'
import { inventWord, pickValue } from '../../pickValue.ts'
import type { Random } from '../../random.ts'
import { chooseWording, joinRendered, type Rendered, renderWording } from '../../template.ts'
import type { Tier } from '../../wordings.ts'
import { FRAME, IN_WORDS } from './bareWordings.ts'
import { FILLERS, GAIN_VERBS, LOSS_VERBS, STORY } from './storyWordings.ts'
import { CONTAINERS, NAMES, NOUNS, PLACES, SYLLABLES } from './values.ts'

type Part = keyof typeof STORY
type Operands = Readonly<Record<string, number>>

/** A sum before it is worded: its expression over value names, its values, the parts that word it. */
type Problem = {
  readonly expression: string
  readonly operands: Operands
  readonly parts: readonly Part[]
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
  const which = tier === 'W' ? 'heldOut' : 'train'
  for (;;) {
    if (random.chance(0.45)) {
      const sign = random.pick(['+', '-', '*', '/'] as const)
      const operands = drawOperands(`a${sign}b`, random)
      const wording = chooseWording(random.pick(IN_WORDS[sign][which]), random)
      const example = finishExample(
        'bare',
        `a${sign}b`,
        operands,
        render(wording, operands, {}, random),
        random,
        tier,
      )
      if (example) return example
      continue
    }
    const expression = drawSigns(random)
    const operands = drawOperands(expression, random)
    const frame = chooseWording(random.pick(FRAME[which]), random)
    const sum = writeSum(expression, random)
    const example = finishExample(
      'bare',
      expression,
      operands,
      render(
        frame.replace('{e}', () => sum),
        operands,
        {},
        random,
      ),
      random,
      tier,
    )
    if (example) return example
  }
}

/** Returns an expression of two to four value names, now and then with parentheses. */
function drawSigns(random: Random): string {
  const sign = () => random.pick(['+', '+', '-', '-', '*', '*', '/'])
  const shape = random.next()
  if (shape < 0.38) return `a${sign()}b`
  if (shape < 0.6) return `a${sign()}b${sign()}c`
  if (shape < 0.7) return `(a${random.pick(['+', '-'])}b)${random.pick(['*', '/'])}c`
  if (shape < 0.78) return `a*(b${random.pick(['+', '-'])}c)`
  if (shape < 0.92) return `a${sign()}b${sign()}c${sign()}d`
  return `(a${random.pick(['+', '-'])}b)*(c${random.pick(['+', '-'])}d)`
}

const SPOKEN: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
}

/** Returns the sum as people type it: with or without spaces, with `x` or a sign of print, or in words. */
function writeSum(expression: string, random: Random): string {
  const named = expression.replace(/[a-d]/g, '{$&}')
  if (random.chance(0.15)) return named.replace(/[-+*/]/g, (sign) => ` ${SPOKEN[sign]} `)
  const space = random.pick(['', ' ', ' '])
  const times = random.pick(['*', '*', 'x', '×'])
  const by = random.pick(['/', '/', '÷', ':'])
  const shown: Record<string, string> = { '*': times, '/': by }
  return named.replace(/[-+*/]/g, (sign) => `${space}${shown[sign] ?? sign}${space}`)
}

function sampleStory(random: Random, tier: Tier, distractorShare = DISTRACTOR_SHARE): Example {
  for (;;) {
    const problem = drawProblem(random)
    const operands = { ...drawOperands(problem.expression, random) }
    const parts: Part[] = [...problem.parts]
    const withDistractor = random.chance(distractorShare)
    const changed = tier === 'W' ? random.integer(0, parts.length - (withDistractor ? 0 : 1)) : -1
    const people = drawPeople(random, tier)
    const names = [...'abcd']
    const worded = parts.map((part, index) =>
      renderPart(part, index === changed, operands, people, random, names, parts),
    )
    if (withDistractor) {
      operands['d'] = drawNumber(random)
      const list = STORY.distractor[changed === parts.length ? 'heldOut' : 'train']
      const sentence = render(chooseWording(random.pick(list), random), operands, people, random)
      worded.splice(random.integer(0, worded.length - 1), 0, sentence)
    }
    if (random.chance(FILLER_SHARE)) {
      const filler = render(chooseWording(random.pick(FILLERS), random), operands, people, random)
      worded.splice(random.integer(0, worded.length), 0, filler)
    }
    const family = problem.parts.find((part) => part !== 'intro') ?? 'intro'
    const text = joinRendered(worded, ' ')
    const example = finishExample(family, problem.expression, operands, text, random, tier, people)
    if (example) return example
  }
}

/** Returns one problem: which parts word it and what they sum up to. */
function drawProblem(random: Random): Problem {
  const draw = random.next()
  const of = (expression: string, ...parts: Part[]): Problem => ({
    expression,
    operands: {},
    parts,
  })
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

/** Parts that come second take the next value names: a gain after `a*b` adds `c`. */
function renderPart(
  part: Part,
  heldOut: boolean,
  operands: Operands,
  people: Record<string, string>,
  random: Random,
  names: string[],
  parts: readonly Part[],
): Rendered {
  const wording = chooseWording(random.pick(STORY[part][heldOut ? 'heldOut' : 'train']), random)
  const simple = part === 'intro' || part === 'gain' || part === 'loss'
  if (!simple || parts.length === 1) {
    for (const name of 'abc')
      if (wording.includes(`{${name}}`)) names.splice(names.indexOf(name), 1)
    return render(wording, operands, people, random)
  }
  const name = names.shift()!
  return render(
    wording.replace(part === 'intro' ? '{a}' : '{b}', `{${name}}`),
    operands,
    people,
    random,
  )
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

function writeNumber(value: number, random: Random): string {
  if (value >= 1000 && random.chance(0.1)) return value.toLocaleString('en-US')
  return String(value)
}

/** Returns a number of one to four digits, each length as likely. */
function drawNumber(random: Random): number {
  const digits = random.integer(1, 4)
  return random.integer(10 ** (digits - 1), 10 ** digits - 1)
}

/** Returns values for an expression such that no step goes below zero and divisions come out even. */
function drawOperands(expression: string, random: Random): Record<string, number> {
  for (;;) {
    const operands: Record<string, number> = {}
    for (const [name] of expression.matchAll(/[a-d]/g)) operands[name] = drawNumber(random)
    const { a, b } = operands
    if (expression === 'a/b') operands['a'] = b! * random.integer(2, 99)
    else if (expression.startsWith('a-b') && !expression.includes('*') && a! < b!)
      Object.assign(operands, { a: b, b: a })
    const sum = expression.replace(/[a-d]/g, (name) => String(operands[name]))
    const evaluation = evaluateExpression(sum)
    if (evaluation?.kind !== 'value') continue
    const whole = expression === 'a/b' || !expression.includes('/')
    if (
      whole &&
      (!/^\d+$/.test(evaluation.text) || evaluation.steps.some((step) => / = -/.test(step)))
    )
      continue
    return operands
  }
}

/** Returns the example, or nothing when its operands belong to the other side of the split. */
function finishExample(
  family: string,
  expression: string,
  operands: Operands,
  { text, spans }: Rendered,
  random: Random,
  tier: Tier,
  people: Readonly<Record<string, string>> = {},
): Example | undefined {
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
