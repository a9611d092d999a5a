import { pickValue } from '../../pickValue.ts'
import type { Random } from '../../random.ts'
import type { Tier } from '../../wordings.ts'
import { drawAdjective, drawAdjectives, drawFixed, drawNoun, drawTime } from './drawWords.ts'
import type { Pairs } from './pairs.ts'
import { CITIES, NAMES } from './values.ts'

/** English and raw of one part, with `{k0}`, `{k1}` in the place of words of the dictionary. */
export type Part = { readonly english: string; readonly raw: string }

/** What the parts of one sentence share. */
export type Sentence = {
  readonly random: Random
  readonly tier: Tier
  /** The words by their place. */
  readonly values: Record<string, string>
  /** Whether the next phrase is to be in a wording never trained. */
  isWaiting: boolean
}

/** Fills a place of a pair, or leaves it to the common ways. */
export type Fill = (slot: string, raw: string) => Part | undefined

/** Returns a part that is one word of the dictionary. */
export function word(sentence: Sentence, text: string): Part {
  const name = `k${Object.keys(sentence.values).length}`
  sentence.values[name] = text
  return { english: `{${name}}`, raw: `{${name}}` }
}

/** Returns a pair of a list; the first one asked for is held out when the sentence waits for that. */
export function pickPair(sentence: Sentence, pairs: Pairs): string {
  const side = sentence.isWaiting ? 'heldOut' : 'train'
  sentence.isWaiting = false
  return sentence.random.pick(pairs[side])
}

/** Returns a pair with all its places filled; the same place on both sides is the same part. */
export function expand(sentence: Sentence, pair: string, fill: Fill): Part {
  const [english, raw] = pair.split(' => ') as [string, string]
  const known = new Map<string, Part>()
  const partOf = (slot: string): Part => {
    const found = known.get(slot) ?? fill(slot, raw) ?? fillCommon(sentence, slot, raw)
    known.set(slot, found)
    return found
  }
  const filled = english.replace(/\{(\w+)\}/g, (place, slot: string) =>
    slot === 'art' ? place : partOf(slot).english,
  )
  return {
    english: writeArticles(sentence, filled).replace(/ +/g, ' ').trim(),
    raw: raw.replace(
      /\{(\w+)(:[a-z])?\}/g,
      (_, slot: string, tense: string | undefined) => partOf(slot).raw + (tense ?? ''),
    ),
  }
}

function writeArticles({ values }: Sentence, english: string): string {
  return english.replace(
    /\{art\} +(very |more )?(?:\{(k\d+)\})/g,
    (_, between = '', name: string) => {
      const isVowel = between === '' && /^(?:[aeio]|u(?!ni|se))/i.test(values[name]!)
      return `${isVowel ? 'an' : 'a'} ${between}{${name}}`
    },
  )
}

const COUNTED = ['person', 'animal', 'thing', 'place', 'food', 'clothes', 'idea'] as const
const OWNERS = ['person', 'animal', 'place', 'job'] as const

/** Ways to draw the word of a place. */
const WORDS: Readonly<Record<string, (sentence: Sentence, raw: string) => string>> = {
  a: ({ random }) => drawAdjective('a', random),
  a2: ({ random }) => drawAdjective('a', random),
  ax: ({ random }) => drawAdjective('ax', random),
  aer: ({ random }) => drawAdjective('aer', random),
  aest: ({ random }) => drawAdjective('aest', random),
  h: ({ random }) => drawAdjective('h', random),
  cold: ({ random }) => drawAdjective('cold', random),
  n: ({ random }) => drawNoun(random.pick(COUNTED), random).english,
  nn: ({ random }) => drawNoun(random.pick(COUNTED), random).plural,
  n2: ({ random }) => drawNoun(random.pick(OWNERS), random).english,
  who: ({ random }) => drawNoun(random.pick(['person', 'job']), random).english,
  name: ({ random, tier }) => pickValue(NAMES, tier, random),
  city: ({ random, tier }) => pickValue(CITIES, tier, random),
  l: ({ random }) => drawNoun('place', random).english,
  l2: ({ random }) => drawNoun('place', random).english,
  land: ({ random }) => drawNoun('country', random).english,
  i: ({ random }) => drawNoun('idea', random).english,
  j: ({ random }) => drawNoun('job', random).english,
  m: ({ random }) => drawNoun('mass', random).english,
  month: ({ random }) => drawFixed('month', random),
  num: ({ random }) =>
    random.chance(0.8) ? drawFixed('number', random) : String(random.integer(2, 60)),
  span: ({ random }) => drawNoun('span', random).plural,
  p: ({ random }) => drawFixed('place', random),
  r: ({ random }, raw) => drawTime(raw, random),
  F: ({ random }) => drawFixed('often', random),
  M: ({ random }) => drawFixed('manner', random),
  x: ({ random }) => drawFixed('phrase', random),
  y: () => 'years old',
  please: () => 'please',
  used: () => 'used',
  like: () => 'like',
  going: () => 'going',
}

function fillCommon(sentence: Sentence, slot: string, raw: string): Part {
  if (slot === 'A') {
    const parts = drawAdjectives(sentence.random).map((text) => word(sentence, text))
    return {
      english: parts.map((part) => part.english).join(' '),
      raw: parts.map((part) => part.raw).join(' '),
    }
  }
  const draw = WORDS[slot]
  if (!draw) throw new Error(`No way to fill ${slot}.`)
  return word(sentence, draw(sentence, raw))
}
