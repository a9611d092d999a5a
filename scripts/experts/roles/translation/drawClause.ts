import type { NounKind } from '#runtime/experts/translation/nouns.ts'
import { VERBS, type Verb } from '#runtime/experts/translation/verbs.ts'
import type { Random } from '../../random.ts'
import type { Tier } from '../../wordings.ts'
import {
  drawAdverbial,
  drawObject,
  drawObjectPronoun,
  drawPhrase,
  drawSubject,
  drawTimePhrase,
  negateObject,
  type Subject,
} from './drawPhrases.ts'
import { expand, type Part, type Sentence, word } from './drawSentence.ts'
import { drawNoun, drawObjectNoun, drawVerb, verbForm } from './drawWords.ts'

const VERB_SLOT = /^(vt|vp|vq|v|w|l)(0|s|d|n|g)?$/
const CONTRACTED_SHARE = 0.4
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(do|does|did|is|are|was|were|have|has|would|must|should) not\b/g, "$1n't"],
  [/\bcan not\b/g, "can't"],
  [/\bwill not\b/g, "won't"],
  [/\bI am\b/g, "I'm"],
  [/\b(you|we|they) are\b/g, "$1're"],
  [/\b(he|she|it|there) is\b/g, "$1's"],
  [/\b(I|you|he|she|we|they) will\b/g, "$1'll"],
  [/\b(I|you|he|she|we|they) would\b/g, "$1'd"],
]

/** Returns a sentence without words yet. */
export function createSentence(random: Random, tier: Tier, isPhraseHeldOut: boolean): Sentence {
  return { random, tier, values: {}, isWaiting: isPhraseHeldOut }
}

/** What a clause knows of its verbs while its places are filled. */
type Clause = {
  readonly sentence: Sentence
  readonly english: string
  readonly raw: string
  readonly subject: Subject | undefined
  readonly verbs: Map<string, Verb>
  readonly objects: Map<string, Part>
}

/** Returns a clause worded after a pair, or nothing when its words don't go together. */
export function drawClause(sentence: Sentence, pair: string): Part | undefined {
  const [english, raw] = pair.split(' => ') as [string, string]
  const subject = drawClauseSubject(sentence, english)
  const clause: Clause = { sentence, english, raw, subject, verbs: new Map(), objects: new Map() }
  let fits = true
  const part = expand(sentence, pair, (slot) => {
    const filled = fillVerb(clause, slot) ?? fillObject(clause, slot) ?? fillOther(clause, slot)
    if (filled === 'none') fits = false
    return filled === 'none' ? { english: '', raw: '' } : filled
  })
  return fits ? part : undefined
}

/** Returns the subject that the verbs agree with, if the clause has one. */
function drawClauseSubject(sentence: Sentence, english: string): Subject | undefined {
  if (english.includes('{H1}')) return drawSubject(sentence, 'single')
  if (english.includes('{H}')) return drawSubject(sentence, 'person')
  if (english.includes('{D1}')) return definite(sentence, 'person', false)
  if (english.includes('{D}')) {
    const kind = sentence.random.pick(['person', 'animal', 'thing', 'place', 'clothes'] as const)
    return definite(sentence, kind, sentence.random.chance(0.35))
  }
  if (!english.includes('{S}')) return undefined
  return drawSubject(
    sentence,
    /\{(?:a|aer|aest|ax|P)\}/.test(english) && !/\{[vw]/.test(english) ? 'any' : 'doer',
  )
}

function definite(sentence: Sentence, kind: NounKind, isPlural: boolean): Subject {
  const noun = drawNoun(kind, sentence.random)
  const [english, raw] = sentence.random.pick([
    ['the', 'le'],
    ['my', 'mon'],
    ['your', 'ton'],
    ['his', 'son'],
    ['our', 'notre'],
  ] as const)
  const part = word(sentence, isPlural ? noun.plural : noun.english)
  return { english: `${english} ${part.english}`, raw: `${raw} ${part.raw}`, person: 3, isPlural }
}

/** The verb forms that a clause asks for by its places; each verb is one word of the sentence. */
function fillVerb(clause: Clause, slot: string): Part | undefined {
  const match = VERB_SLOT.exec(slot)
  const asked = match?.[1] ?? (slot === 'know' ? 'know' : undefined)
  if (asked === undefined) return undefined
  const verb = verbOf(clause, asked)
  const isThird = clause.subject?.person === 3 && !clause.subject.isPlural
  const inRaw = clause.objects.get(asked)
  // The raw side names the verb without its form: it is the word of the English side.
  if (inRaw) return inRaw
  const part = word(clause.sentence, verbForm(verb, match?.[2] ?? '', isThird))
  clause.objects.set(asked, part)
  return part
}

function verbOf({ verbs, english, sentence }: Clause, slot: string): Verb {
  const form = new RegExp(`\\{${slot}([0sdng]?)\\}`).exec(english)?.[1] ?? ''
  const verb =
    verbs.get(slot) ??
    (slot === 'know'
      ? VERBS.find((one) => one.english === 'know')!
      : drawVerb(slot, form, sentence.random))
  verbs.set(slot, verb)
  return verb
}

/** What the verb of a clause is done to. */
function fillObject(clause: Clause, slot: string): Part | 'none' | undefined {
  const { sentence, subject, english } = clause
  const isObject = slot === 'o' || slot === 'on'
  if (!isObject && slot !== 'c' && slot !== 'manyn' && slot !== 'whichn') return undefined
  const asked = /\{(v[tpq]?)[0sdng]?\}/.exec(english)![1]!
  const verb = verbOf(clause, asked)
  if (slot === 'c') return drawObjectPronoun(sentence, verb, subject) ?? 'none'
  if (isObject) {
    const object = clause.objects.get('object') ?? drawObject(sentence, verb)
    clause.objects.set('object', object)
    return slot === 'o' ? object : negateObject(object, verb)
  }
  const noun = drawObjectNoun(sentence.random.pick([...verb.objects]), sentence.random)
  if (noun.kind === 'mass') return 'none'
  return word(sentence, slot === 'manyn' ? noun.plural : noun.english)
}

const PHRASES: Readonly<Record<string, 'one' | 'many' | 'any'>> = {
  N: 'any',
  Nn: 'any',
  N1: 'one',
  N2: 'many',
}
const AUXILIARIES: Readonly<Record<string, readonly [string, string]>> = {
  be: ['are', 'is'],
  was: ['were', 'was'],
  do: ['do', 'does'],
  have: ['have', 'has'],
  want: ['want', 'wants'],
}

function fillOther(clause: Clause, slot: string): Part | undefined {
  const { sentence, subject, raw, verbs } = clause
  if (/^(?:S|H|H1|D|D1)$/.test(slot)) return subject
  const auxiliary = AUXILIARIES[slot]
  if (auxiliary) return { english: agreeing(slot, auxiliary, subject), raw: '' }
  if (slot === 'P') return drawAdverbial(sentence, verbs.get('w'), raw)
  if (slot === 'T') return drawTimePhrase(sentence, raw)
  if (slot === 'nS') {
    const noun = drawNoun('thing', sentence.random)
    return word(sentence, subject?.isPlural ? noun.plural : noun.english)
  }
  if (slot === 'I1' || slot === 'I2') return indefinite(sentence, slot === 'I2')
  const many = PHRASES[slot]
  if (many === undefined) return undefined
  const found = clause.objects.get('phrase') ?? drawAnyPhrase(sentence, many)
  clause.objects.set('phrase', found)
  return slot === 'Nn' ? negateObject(found, { kind: 'plain' }) : found
}

function agreeing(
  slot: string,
  [many, one]: readonly [string, string],
  subject: Subject | undefined,
): string {
  const { person, isPlural } = subject ?? { person: 3, isPlural: false }
  if (slot === 'be' && person === 1 && !isPlural) return 'am'
  if (slot === 'was' && person === 1 && !isPlural) return 'was'
  return person === 3 && !isPlural ? one : many
}

function drawAnyPhrase(sentence: Sentence, many: 'one' | 'many' | 'any'): Part {
  const { random } = sentence
  const kind = random.pick(
    many === 'any'
      ? (['thing', 'animal', 'clothes', 'food', 'mass', 'idea', 'person'] as const)
      : (['thing', 'animal', 'clothes', 'food', 'idea', 'person', 'place'] as const),
  )
  const isPlural = many === 'many' || (many === 'any' && random.chance(0.35))
  return drawPhrase(sentence, drawNoun(kind, random), isPlural)
}

/** "a big dog", "two dogs", "some water": what there is somewhere. */
function indefinite(sentence: Sentence, isPlural: boolean): Part {
  const { random } = sentence
  const pair = isPlural
    ? random.pick([
        'some {A} {nn} => un {A} {nn}',
        '{num} {A} {nn} => {num} {A} {nn}',
        'many {nn} => beaucoup_de {nn}',
        '{nn} => un {nn}',
      ])
    : random.pick(['{art} {A} {n} => un {A} {n}', '{art} {n} => un {n}', 'some {m} => du {m}'])
  return expand(sentence, pair, () => undefined)
}

/** Returns two clauses as one sentence, or two sentences when a full stop joins them. */
export function joinClauses(sentence: Sentence, pair: string, one: Part, two: Part): Part {
  return expand(sentence, pair, (slot) => {
    if (slot === 'one') return one
    return pair.startsWith('{one}. ') ? { ...two, english: raiseFirst(sentence, two.english) } : two
  })
}

function raiseFirst(sentence: Sentence, english: string): string {
  const place = /^\{(k\d+)\}/.exec(english)?.[1]
  if (place === undefined) return english.slice(0, 1).toUpperCase() + english.slice(1)
  const text = sentence.values[place]!
  sentence.values[place] = text.slice(0, 1).toUpperCase() + text.slice(1)
  return english
}

/** Returns a whole sentence: contracted or not, with a full stop or without. */
export function closeSentence({ random }: Sentence, { english, raw }: Part): Part {
  const contracted = random.chance(CONTRACTED_SHARE)
    ? CONTRACTIONS.reduce((text, [pattern, short]) => text.replace(pattern, short), english)
    : english
  const end = contracted.endsWith('?') || random.chance(0.2) ? '' : random.chance(0.92) ? '.' : '!'
  return { english: contracted + end, raw: end ? `${raw} ${end}` : raw }
}
