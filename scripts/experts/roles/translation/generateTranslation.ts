import { findText } from '#runtime/experts/translation/findText.ts'
import { REFERENCES, readSentence } from '#runtime/experts/translation/readSentence.ts'
import { translationExpert } from '#runtime/experts/translation/translationExpert.ts'
import { chrf } from '../../chrf.ts'
import type { Example, RoleGenerator } from '../../example.ts'
import { isHeldOut } from '../../isHeldOut.ts'
import type { Random } from '../../random.ts'
import { renderWording } from '../../template.ts'
import type { Tier, Wordings } from '../../wordings.ts'
import { closeSentence, createSentence, drawClause, joinClauses } from './drawClause.ts'
import type { Part, Sentence } from './drawSentence.ts'
import { BEING, COMMANDS, type Pairs, QUESTIONS, STATEMENTS } from './pairs.ts'
import { ADVERBIALS, FRAMES, GOALS, JOINS, MANY, MASS, ONE, TIMES } from './phrasePairs.ts'
import { NAMES } from './values.ts'

const LONGEST_TEXT = 150
const MOST_WORDS = 14
/** Two clauses in one text: more of them in training, where long texts are the hardest. */
const JOINED_SHARE = { train: 0.3, V: 0.15, W: 0.15 } as const

/** The kinds of sentences; each is drawn up to its number (0 to 1), counted from the one before. */
const CLAUSES: readonly (readonly [string, Pairs, number])[] = [
  ['statement', STATEMENTS, 0.46],
  ['being', BEING, 0.7],
  ['question', QUESTIONS, 0.9],
  ['command', COMMANDS, 1],
]

/** The generator of the translation role. */
export const translationGenerator: RoleGenerator = {
  role: 'translation',
  sample: sampleTranslation,
  testSets: {
    V: (random) => sampleTranslation(random, 'V'),
    W: (random) => sampleTranslation(random, 'W'),
  },
  wordings: Object.fromEntries(
    Object.entries({
      statements: STATEMENTS,
      being: BEING,
      questions: QUESTIONS,
      commands: COMMANDS,
      'one thing': ONE,
      'many things': MANY,
      'things not counted': MASS,
      goals: GOALS,
      adverbials: ADVERBIALS,
      times: TIMES,
      joins: JOINS,
    }).map(([name, pairs]) => [name, englishOf(pairs)]),
  ),
  otherWordings: [
    'I you he she we they me him her us them it',
    'be is are am was were do does have has want wants had',
    'a an',
    "o'clock",
  ],
  isValid: (answer) => /^[\p{Lu}\d«].*$/u.test(answer) && !answer.includes('found nothing'),
  agrees: (answer, truth) => answer === truth,
  closeness: chrf,
  showcase: [
    'Translate to French: The little cats are sleeping in the old garden.',
    'How do you say "I would like some water, please" in French?',
    'Translate "My sister has never eaten the red apples" into French.',
    'Where is the station?',
    'Translate into French: Paul talks to his neighbor every morning but he does not like him.',
  ],
}

function englishOf({ train, heldOut }: Pairs): Wordings {
  const english = (pair: string): string => pair.split(' => ')[0]!
  return { train: train.map(english), heldOut: heldOut.map(english) }
}

function sampleTranslation(random: Random, tier: Tier): Example {
  for (;;) {
    // In tier W one part is in a wording never trained: a clause, a phrase inside it or the joint.
    const changed = tier === 'W' ? random.pick(CHANGED) : 'none'
    const sentence = createSentence(random, tier, changed === 'phrase')
    const drawn = drawText(sentence, changed)
    if (!drawn || sentence.isWaiting) continue
    const part = closeSentence(sentence, drawn)
    const example = finishExample(part, { sentence, family: drawn.family })
    if (example) return example
  }
}

const CHANGED = ['clause', 'clause', 'clause', 'phrase', 'phrase', 'join'] as const

/** Returns a sentence of one or two clauses. */
function drawText(
  sentence: Sentence,
  changed: (typeof CHANGED)[number] | 'none',
): (Part & { readonly family: string }) | undefined {
  const { random } = sentence
  const side = changed === 'clause' ? 'heldOut' : 'train'
  if (changed === 'join' || random.chance(JOINED_SHARE[sentence.tier])) {
    const one = drawClause(sentence, random.pick(random.pick([STATEMENTS, BEING])[side]))
    const two = drawClause(sentence, random.pick(random.pick([STATEMENTS, BEING]).train))
    if (!one || !two) return undefined
    const join = random.pick(JOINS[changed === 'join' ? 'heldOut' : 'train'])
    return { ...joinClauses(sentence, join, one, two), family: 'joined' }
  }
  const draw = random.next()
  const [family, pairs] = CLAUSES.find(([, , upTo]) => draw < upTo)!
  const clause = drawClause(sentence, random.pick(pairs[side]))
  return clause && { ...clause, family }
}

/** Returns the example, or nothing when it is on the other side of the split or code reads a word otherwise. */
function finishExample(
  drawn: Part,
  { sentence, family }: { readonly sentence: Sentence; readonly family: string },
): Example | undefined {
  const { random, tier, values } = sentence
  const { text: rendered, spans } = renderWording(drawn.english, values)
  const text = rendered.slice(0, 1).toUpperCase() + rendered.slice(1)
  const items = readSentence(text)
  const contents = items.filter(({ type }) => type === 'content')
  if (items.some(({ type }) => type === 'unknown')) return undefined
  if (contents.length === 0 || contents.length > MOST_WORDS || text.length > LONGEST_TEXT)
    return undefined
  const referenceOf = new Map<string, string>()
  for (const [name, { start, end }] of spans) {
    const index = contents.findIndex((item) => item.start === start && item.end === end)
    if (index < 0) return undefined
    referenceOf.set(name, REFERENCES[index]!)
  }
  // A word that the text has and the translation does not know of would be a misreading.
  if (referenceOf.size !== contents.length) return undefined
  const words = Object.values(values).map((word) => word.toLowerCase())
  if (tier !== 'W' && isHeldOut(`words:${[...words].sort().join(' ')}`) !== (tier === 'V'))
    return undefined
  if (
    tier === 'train' &&
    words.some((word) => NAMES.heldOut.some((name) => name.toLowerCase() === word))
  )
    return undefined
  const raw = serialise(drawn.raw, referenceOf)
  const prompt = frame(text, random, tier)
  if (prompt === undefined) return undefined
  return {
    prompt,
    raw,
    answer: translationExpert.finish(raw, prompt).answer,
    family,
    values: words.map((word) => `word:${word}`),
  }
}

/** Words of French have a space before them, references have none. */
function serialise(raw: string, referenceOf: ReadonlyMap<string, string>): string {
  let text = ''
  for (const token of raw.split(/\s+/).filter((part) => part !== '')) {
    const leaf = /^\{(\w+)\}(?::([a-z]))?$/.exec(token)
    if (leaf) text += `${referenceOf.get(leaf[1]!)}${leaf[2] ?? ''}`
    else text += /^[.,?!]$/.test(token) || text === '' ? token : ` ${token}`
  }
  return text
}

function frame(text: string, random: Random, tier: Tier): string | undefined {
  const list = tier === 'W' && random.chance(0.2) ? FRAMES.heldOut : FRAMES.train
  const prompt = random.pick(list).replace('{t}', () => text)
  const found = findText(prompt)
  return found.text === text && found.isToFrench ? prompt : undefined
}
