import { isWitanError } from '#protocol/errors.ts'
import { codeExpert, NO_FUNCTION } from '#runtime/experts/code/codeExpert.ts'
import { readProgram } from '#runtime/experts/code/program.ts'
import { type Item, readItems } from '#runtime/experts/code/readItems.ts'
import type { Example, RoleGenerator } from '../../example.ts'
import { inventWord, pickValue } from '../../pickValue.ts'
import type { Random } from '../../random.ts'
import { renderWording } from '../../template.ts'
import type { Tier } from '../../wordings.ts'
import { namedWordings } from './allWordings.ts'
import { type Chain, drawChain, keyOf } from './drawProgram.ts'
import { AMONG, EACH, ITEMS, WHOLE } from './fillers.ts'
import { singularTest, thirdPerson } from './grammarOfEnglish.ts'
import { passesTests, runsAlone } from './runTests.ts'
import * as values from './values.ts'
import { wordRequest } from './wordRequest.ts'

/** Of operands, how many are a further parameter of the function. */
const EXTRA_SHARE = 0.1

/** Of names in training, how many are invented. */
const INVENTED_SHARE = 0.4

const WORDINGS = namedWordings()

/** The generator of the code role. */
export const codeGenerator: RoleGenerator = {
  role: 'code',
  sample: sampleCode,
  testSets: {
    V: (random) => sampleCode(random, 'V'),
    W: (random) => sampleCode(random, 'W'),
  },
  wordings: WORDINGS,
  otherWordings: otherWordings(),
  isValid: runsAlone,
  agrees: passesTests,
  showcase: [
    'Write a Python function called total_even that keeps the even numbers in a list, doubles them and returns the sum.',
    'function that counts the words longer than 4 letters in a sentence',
    'reverse a string in JavaScript',
    'Write a function taking a list of prices and a number limit that returns the average of the prices above limit',
    'check whether a number is prime in python',
  ],
}

function sampleCode(random: Random, tier: Tier): Example {
  for (;;) {
    const chain = drawChain(random, tier)
    const drawn = drawOperands(chain, random, tier)
    const { wording, isNamed, inputNames } = wordRequest(chain, drawn.extras, random, tier)
    const names = drawNames(chain, random, tier)
    const { text } = renderWording(wording, { ...names, ...drawn.texts })
    const prompt = setCase(text, random)
    const own =
      chain.input === 'pair'
        ? [names['p'], names['q']]
        : [wording.includes('{p}') ? names['p'] : names['noun']]
    const header = [
      isNamed ? names['f'] : undefined,
      ...own.map((name) => (inputNames > 0 ? name : undefined)),
    ]
    // One step in a known wording is only new by a name or a text that training never saw.
    const isNew =
      chain.operations.length > 1 ||
      header.some((name) => name !== undefined) ||
      chain.operations.some(({ operands }) => operands.includes('text'))
    if (tier === 'V' && !isNew) continue
    const example = finishExample(chain, prompt, { header, operands: drawn.values, names })
    if (example) return example
  }
}

type Operands = {
  /** By place: what stands in the text. */
  readonly texts: Readonly<Record<string, string>>
  /** By place: the value of the item that it must be read as. */
  readonly values: Readonly<Record<string, string>>
  /** The places that are a further parameter. */
  readonly extras: Readonly<Record<string, 'number' | 'text'>>
}

function drawOperands({ operations }: Chain, random: Random, tier: Tier): Operands {
  const texts: Record<string, string> = {}
  const found: Record<string, string> = {}
  const extras: Record<string, 'number' | 'text'> = {}
  for (const [index, operation] of operations.entries())
    for (const [position, kind] of operation.operands.entries()) {
      const place = `o${index}_${position}`
      if (random.chance(EXTRA_SHARE) && Object.keys(extras).length === 0) {
        texts[place] = found[place] = pickValue(
          kind === 'number' ? values.EXTRAS : values.TEXT_EXTRAS,
          tier,
          random,
        )
        extras[place] = kind
      } else
        [texts[place], found[place]] =
          kind === 'number' ? drawNumber(operation.name, random) : drawText(random, tier)
    }
  return sortRange(operations, { texts, values: found, extras })
}

/** "Between 9 and 3" is said by nobody. */
function sortRange(operations: Chain['operations'], drawn: Operands): Operands {
  const at = operations.findIndex(
    ({ name }, index) => name === 'atleast' && operations[index + 1]?.name === 'atmost',
  )
  const [low, high] = [`o${at}_0`, `o${at + 1}_0`]
  if (at < 0 || !(Number(drawn.values[low]) > Number(drawn.values[high]))) return drawn
  const swap = (table: Readonly<Record<string, string>>) => ({
    ...table,
    [low]: table[high]!,
    [high]: table[low]!,
  })
  return { ...drawn, texts: swap(drawn.texts), values: swap(drawn.values) }
}

const SMALL_WORDS = 'two three four five six seven eight nine ten'.split(' ')

function drawNumber(operation: string, random: Random): [string, string] {
  const isSmall = [
    'power',
    'take',
    'takelast',
    'skip',
    'repeat',
    'multiple',
    'longer',
    'shorter',
    'exactly',
    'divide',
    'modulo',
  ].includes(operation.split(' ').at(-1)!)
  const value = isSmall
    ? random.integer(2, 12)
    : random.pick([random.integer(0, 20), random.integer(2, 100), random.integer(10, 5000)])
  if (!isSmall && random.chance(0.04)) return [`-${value + 1}`, `-${value + 1}`]
  if (!isSmall && random.chance(0.06)) return [`${value}.5`, `${value}.5`]
  if (value >= 2 && value <= 10 && random.chance(0.15))
    return [SMALL_WORDS[value - 2]!, String(value)]
  return [String(value), String(value)]
}

const SIGN_OF: Readonly<Record<string, string>> = {
  comma: ',',
  space: ' ',
  dash: '-',
  hyphen: '-',
  underscore: '_',
  semicolon: ';',
  slash: '/',
  colon: ':',
  newline: '\n',
}

function drawText(random: Random, tier: Tier): [string, string] {
  if (random.chance(0.25)) {
    const named = pickValue(values.NAMED_SIGNS, tier, random)
    return [named, SIGN_OF[named.replace(/^an? /, '').replace(/(?<=dash)es$|s$/, '')]!]
  }
  const text = random.chance(0.2)
    ? inventWord(values.SYLLABLES, random)
    : pickValue(values.QUOTED, tier, random)
  if (/^[a-z]$/.test(text) && random.chance(0.5))
    return [`${random.pick(['the letter', 'the character', 'the letter'])} ${text}`, text]
  const quote = random.pick(['"', "'", '"', '“'])
  return [`${quote}${text}${quote === '“' ? '”' : quote}`, text]
}

function drawNames({ input }: Chain, random: Random, tier: Tier): Record<string, string> {
  const lists = input === 'words' ? values.WORD_LISTS : values.LISTS
  const pick = (list: typeof lists) =>
    tier !== 'V' && random.chance(INVENTED_SHARE)
      ? inventName(random)
      : pickValue(list, tier, random)
  const single = input === 'text' ? values.TEXTS : values.NUMBERS
  const isList = input === 'nums' || input === 'words'
  return {
    f: pick(values.FUNCTIONS),
    p: pick(isList ? lists : single),
    q: pick(values.NUMBERS),
    noun: pick(lists),
    kind: pick(values.EXTRAS),
    lang: random.pick(values.LANGUAGES),
  }
}

function inventName(random: Random): string {
  const word = () => inventWord(values.SYLLABLES, random)
  const form = random.next()
  if (form < 0.5) return word()
  const second = word()
  return form < 0.75 ? `${word()}_${second}` : word() + second[0]!.toUpperCase() + second.slice(1)
}

/** Many people type without a capital at the start. */
function setCase(text: string, random: Random): string {
  return random.chance(0.5) ? text[0]!.toUpperCase() + text.slice(1) : text
}

type Meant = {
  /** Names of the function and its inputs, as far as the request gives them. */
  readonly header: readonly (string | undefined)[]
  readonly operands: Readonly<Record<string, string>>
  readonly names: Readonly<Record<string, string>>
}

/** Returns the example, or nothing when code reads the text otherwise than it was meant. */
function finishExample(
  chain: Chain,
  prompt: string,
  { header, operands, names }: Meant,
): Example | undefined {
  const { items } = readItems(prompt)
  const named = header.filter((name) => name !== undefined)
  if (
    new Set([...named, ...Object.values(operands)]).size <
    named.length + Object.keys(operands).length
  )
    return undefined
  const referenceOf = (value: string, kinds: readonly string[]): string | undefined => {
    const matching = items.filter((item: Item) => item.value === value && kinds.includes(item.kind))
    return matching.length === 1 ? matching[0]!.reference : undefined
  }
  const head = header.map((name) => (name === undefined ? '-' : referenceOf(name, ['name'])))
  const steps = chain.operations.map(({ name, operands: kinds }, index) => {
    const references = kinds.map((kind, position) =>
      referenceOf(operands[`o${index}_${position}`]!, [kind, 'name']),
    )
    if (references.includes(undefined)) return undefined
    return kinds.length > 0 ? `${name}.${references.join('')}` : name
  })
  if (head.includes(undefined) || steps.includes(undefined)) return undefined
  const raw = `${head.join('')} ${chain.input} ${steps.join(' ')}`
  if (!readProgram(raw, items) || !isServed(prompt)) return undefined
  const { answer } = codeExpert.finish(raw, prompt)
  if (answer.startsWith(NO_FUNCTION)) return undefined
  return {
    prompt,
    raw,
    answer,
    family: familyOf(chain),
    values: [
      keyOf(chain),
      ...Object.entries(names).map(([kind, value]) => `${kind}:${value}`),
      ...Object.values(operands).map((value) => `operand:${value}`),
    ],
  }
}

function isServed(prompt: string): boolean {
  try {
    codeExpert.prepare(prompt)
    return true
  } catch (error) {
    if (isWitanError(error, 'PROMPT_UNSUPPORTED')) return false
    throw error
  }
}

function familyOf({ input, operations }: Chain): string {
  return `${input} ${operations.length}`
}

/** Words that wordings bring by rule: third persons, singulars, what stands for a list or its elements. */
function otherWordings(): string[] {
  const phrases = Object.values(WORDINGS).flatMap(({ train }) => train)
  const fillers = [EACH, WHOLE, ITEMS].flatMap((table) => Object.values(table).flat())
  const singulars = Object.values(ITEMS)
    .flat()
    .map((items) => items.replace(/ies$/, 'y').replace(/s$/, ''))
  return [
    ...phrases.filter((phrase) => /^[a-z]/.test(phrase)).map(thirdPerson),
    ...phrases.filter((phrase) => /^(?:are|have)/.test(phrase)).map(singularTest),
    ...fillers,
    ...singulars,
    ...AMONG,
    'that which first one the other second in of from letter character a an returns gives even odd positive negative prime both two',
  ]
}
