import type { Noun } from '#runtime/experts/translation/nouns.ts'
import type { Verb } from '#runtime/experts/translation/verbs.ts'
import { pickValue } from '../../pickValue.ts'
import { expand, type Fill, type Part, pickPair, type Sentence, word } from './drawSentence.ts'
import { drawNoun, drawObjectNoun, drawTime } from './drawWords.ts'
import type { Pairs } from './pairs.ts'
import { ADVERBIALS, GOALS, MANY, MASS, ONE, TIMES } from './phrasePairs.ts'
import { NAMES } from './values.ts'

/** Somebody or something that a verb agrees with. */
export type Subject = Part & { readonly person: 1 | 2 | 3; readonly isPlural: boolean }

const PRONOUNS: readonly (readonly [string, string, 1 | 2 | 3, boolean])[] = [
  ['I', 'je', 1, false],
  ['you', 'tu', 2, false],
  ['he', 'il', 3, false],
  ['she', 'elle', 3, false],
  ['we', 'nous', 1, true],
  ['they', 'ils', 3, true],
]

/** English, French before a verb, before one with à, the person that may not be the subject. */
const OBJECT_PRONOUNS: readonly (readonly [string, string, string, number])[] = [
  ['me', 'me', 'me', 1],
  ['you', 'te', 'te', 2],
  ['him', 'le', 'lui', 0],
  ['her', 'la', 'lui', 0],
  ['us', 'nous', 'nous', 1],
  ['them', 'les', 'leur', 0],
  ['it', 'le', '', 0],
]

const KINDS = {
  Nl: ['place'],
  Nt: ['thing', 'thing', 'place'],
  Nt2: ['thing'],
  Np: ['person', 'job'],
  Ni: ['idea'],
} as const

/** Returns a phrase about a noun: one, several or what is not counted. */
export function drawPhrase(sentence: Sentence, noun: Noun, isPlural: boolean): Part {
  const pairs: Pairs = noun.kind === 'mass' ? MASS : isPlural ? MANY : ONE
  const fill: Fill = (slot) => {
    if (slot === 'n' || slot === 'm') return word(sentence, noun.english)
    return slot === 'nn' ? word(sentence, noun.plural) : undefined
  }
  return expand(sentence, pickPair(sentence, pairs), fill)
}

/** Returns a subject; a `person` is never a thing, `single` is one person. */
export function drawSubject(
  sentence: Sentence,
  kind: 'any' | 'doer' | 'person' | 'single',
): Subject {
  const { random, tier } = sentence
  const draw = sentence.isWaiting ? 1 : random.next()
  if (draw < 0.5 || (kind === 'single' && draw < 0.7)) {
    const [english, raw, person, isPlural] = random.pick(
      kind === 'single' ? PRONOUNS.filter((pronoun) => !pronoun[3]) : PRONOUNS,
    )
    return { english, raw, person, isPlural }
  }
  if (draw < 0.62 || kind === 'single')
    return { ...word(sentence, pickValue(NAMES, tier, random)), person: 3, isPlural: false }
  if (draw < 0.68) {
    const one = word(sentence, pickValue(NAMES, tier, random))
    const two = random.chance(0.5)
      ? word(sentence, pickValue(NAMES, tier, random))
      : drawPhrase(sentence, drawNoun('person', random), false)
    return { ...joinParts(one, 'and', 'et', two), person: 3, isPlural: true }
  }
  const noun = drawSubjectNoun(sentence, kind)
  const isPlural = noun.kind !== 'mass' && random.chance(0.4)
  if (isPlural && draw < 0.73) {
    const bare = word(sentence, noun.plural)
    return { english: bare.english, raw: `le ${bare.raw}`, person: 3, isPlural }
  }
  return { ...drawPhrase(sentence, noun, isPlural), person: 3, isPlural }
}

function drawSubjectNoun({ random }: Sentence, kind: string): Noun {
  const kinds =
    kind === 'any'
      ? (['person', 'animal', 'thing', 'place', 'food', 'clothes', 'mass', 'idea', 'job'] as const)
      : kind === 'doer'
        ? (['person', 'job', 'person', 'animal'] as const)
        : (['person', 'job'] as const)
  return drawNoun(random.pick(kinds), random)
}

function joinParts(one: Part, english: string, raw: string, two: Part): Part {
  return {
    english: `${one.english} ${english} ${two.english}`,
    raw: `${one.raw} ${raw} ${two.raw}`,
  }
}

/** Returns what a verb is done to. */
export function drawObject(sentence: Sentence, verb: Pick<Verb, 'objects' | 'kind'>): Part {
  const { random, tier } = sentence
  const letter = random.pick([...verb.objects])
  if (letter === 'p' && !sentence.isWaiting && random.chance(0.35))
    return word(sentence, pickValue(NAMES, tier, random))
  const noun = drawObjectNoun(letter, random)
  const isBare =
    !sentence.isWaiting && verb.kind !== 'to' && random.chance(noun.kind === 'mass' ? 0.5 : 0.2)
  if (!isBare) return drawPhrase(sentence, noun, random.chance(0.35))
  const bare = word(sentence, noun.kind === 'mass' ? noun.english : noun.plural)
  const determiner = verb.kind === 'like' ? 'le' : noun.kind === 'mass' ? 'du' : 'un'
  return { english: bare.english, raw: `${determiner} ${bare.raw}` }
}

/** Returns an object after a negation: "pas de" in place of an indefinite article. */
export function negateObject({ english, raw }: Part, verb: Pick<Verb, 'kind'>): Part {
  return { english, raw: verb.kind === 'plain' ? raw.replace(/^(?:un|du) /, 'de ') : raw }
}

/** Returns an object pronoun, or nothing when none fits the verb. */
export function drawObjectPronoun(
  sentence: Sentence,
  verb: Verb,
  subject: Subject | undefined,
): Part | undefined {
  const isLiving = /[pa]/.test(verb.objects)
  const person = subject?.person ?? 2
  const fits = OBJECT_PRONOUNS.filter(([english, , , taboo]) => {
    if (taboo === person) return false
    if (english === 'it') return verb.kind !== 'to' && /[^pa]/.test(verb.objects)
    return english === 'them' || isLiving
  })
  const picked = sentence.random.pick(fits)
  if (!picked) return undefined
  return { english: picked[0], raw: verb.kind === 'to' ? picked[2] : picked[1] }
}

/** Returns a place, a companion or a goal, if the verb goes somewhere. */
export function drawAdverbial(sentence: Sentence, verb: Verb | undefined, raw: string): Part {
  const goes =
    verb !== undefined && /^(?:aller|venir|courir|marcher|voyager|revenir)$/.test(verb.french)
  const pairs = goes && sentence.random.chance(0.7) ? GOALS : ADVERBIALS
  return expandAdverbial(sentence, pickPair(sentence, pairs), raw)
}

/** Returns a time that goes with the tense of a sentence. */
export function drawTimePhrase(sentence: Sentence, raw: string): Part {
  const isPast = /[:.][ci]\b/.test(raw)
  const pair = pickPair(sentence, TIMES)
  return expandAdverbial(sentence, pair.includes('ago') && !isPast ? '{r} => {r}' : pair, raw)
}

function expandAdverbial(sentence: Sentence, pair: string, sentenceRaw: string): Part {
  return expand(sentence, pair, (slot) => {
    if (slot === 'r') return word(sentence, drawTime(sentenceRaw, sentence.random))
    const kinds = KINDS[slot as keyof typeof KINDS]
    if (!kinds) return undefined
    const noun = drawNoun(sentence.random.pick(kinds), sentence.random)
    return drawPhrase(sentence, noun, sentence.random.chance(0.2))
  })
}
