import { ADJECTIVES, gradesOf } from '#runtime/experts/translation/adjectives.ts'
import { NOUNS, type Noun, type NounKind } from '#runtime/experts/translation/nouns.ts'
import { FIXED_WORDS, type FixedWord } from '#runtime/experts/translation/otherWords.ts'
import { VERBS, type Verb } from '#runtime/experts/translation/verbs.ts'
import type { Random } from '../../random.ts'

const STATES = ADJECTIVES.filter(({ isState }) => isState)
const PLAIN = ADJECTIVES.filter(({ isState }) => !isState)
const GRADED = PLAIN.filter(({ english }) => gradesOf(english))
const UNGRADED = PLAIN.filter(({ english }) => !gradesOf(english))

/** Nouns that only some verbs go with, by the letter of their objects. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  B: ['book', 'letter', 'newspaper', 'story', 'poem', 'message'],
  W: ['letter', 'book', 'message', 'poem', 'story', 'song', 'photo'],
  S: ['song'],
  L: ['house', 'bridge', 'castle', 'church', 'tower', 'factory', 'hotel'],
  V: ['car', 'bus', 'train', 'truck', 'boat', 'plane'],
  M: ['lamp', 'computer', 'machine', 'phone', 'camera'],
}
const KIND_OF: Readonly<Record<string, readonly NounKind[]>> = {
  p: ['person', 'person', 'job'],
  a: ['animal'],
  f: ['food'],
  m: ['mass'],
  t: ['thing'],
  c: ['clothes'],
  l: ['place'],
  i: ['idea'],
}

/** Returns a noun that a verb with this letter takes as its object. */
export function drawObjectNoun(letter: string, random: Random): Noun {
  const special = SPECIAL[letter]
  if (special) return findNoun(random.pick(special))
  return drawNoun(random.pick(KIND_OF[letter]!), random)
}

export function drawNoun(kind: NounKind, random: Random): Noun {
  return random.pick(NOUNS.filter((noun) => noun.kind === kind))
}

function findNoun(english: string): Noun {
  return NOUNS.find((noun) => noun.english === english)!
}

/** Returns an adjective's English word; `aer` and `aest` are compared in one word, `ax` with more and most. */
export function drawAdjective(slot: string, random: Random): string {
  if (slot === 'h') return random.pick(STATES).english
  if (slot === 'cold') return random.pick(['cold', 'hot'])
  if (slot === 'ax') return random.pick(UNGRADED).english
  if (slot !== 'aer' && slot !== 'aest') return random.pick(PLAIN).english
  const { more, most } = gradesOf(random.pick(GRADED).english)!
  return slot === 'aer' ? more : most
}

/** Returns up to two adjectives as they stand before an English noun. */
export function drawAdjectives(random: Random): string[] {
  const draw = random.next()
  if (draw < 0.55) return []
  if (draw < 0.9) return [drawAdjective('a', random)]
  const before = random.pick(PLAIN.filter(({ isBefore }) => isBefore)).english
  const after = random.pick(PLAIN.filter(({ isBefore }) => !isBefore)).english
  return [before, after]
}

/** Which verbs a slot takes: `vt` has things as objects, `vp` people. */
export function drawVerb(slot: string, form: string, random: Random): Verb {
  const fits = VERBS.filter((verb) => {
    // "I cut" says nothing of when.
    if (form === 'd' && verb.past === verb.english) return false
    if (slot === 'w') return verb.objects === ''
    if (slot === 'l') return verb.kind === 'like'
    if (slot === 'vt') return verb.kind === 'plain' && /[tfciW]/.test(verb.objects)
    if (slot === 'vp') return verb.kind === 'plain' && verb.objects.includes('p')
    if (slot === 'vq') return verb.kind === 'plain' && /[tfcaiWB]/.test(verb.objects)
    return verb.objects !== '' && (verb.kind !== 'like' || random.chance(0.7))
  })
  return random.pick(fits)
}

/** Returns the form of a verb that a slot asks for; `''` is the present, which a third person changes. */
export function verbForm(verb: Verb, form: string, isThird: boolean): string {
  switch (form) {
    case 'd':
      return verb.past
    case 'n':
      return verb.participle
    case 'g':
      return verb.ing
    case 's':
      return verb.third
    case '0':
      return verb.english
    default:
      return isThird ? verb.third : verb.english
  }
}

export function drawFixed(kind: FixedWord['kind'], random: Random): string {
  return random.pick(FIXED_WORDS.filter((word) => word.kind === kind)).english
}

const PAST = /yesterday|last|ago/
const FUTURE = /tomorrow|next|soon|later/

/** Returns a time that goes with what a sentence says of its tense. */
export function drawTime(raw: string, random: Random): string {
  const isPast = /[:.][ci]\b/.test(raw)
  const isFuture = /[:.]f\b|going/.test(raw)
  for (;;) {
    const time = drawFixed('time', random)
    if (PAST.test(time) ? isPast : FUTURE.test(time) ? isFuture : true) return time
  }
}
