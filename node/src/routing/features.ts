/**
 * Text as hashed n-grams of known words: what the gate sees. Numbers become one sign, and so does every word
 * that the training wordings don't hold (names, topics, other languages), so that the gate learns how a request
 * is put and not what it is about. Training and use share this file; any change here needs new weights.
 */

import { groupOf } from './wordGroups.ts'

/** Number of hash buckets; a power of two. 8,192 x 8 classes of one byte each keep the weights file near 100 KB. */
export const BUCKETS = 8192

/** Most words looked at: a long document says what it wants at its start or its end. */
const MAX_WORDS = 160
const NUMBER_SIGN = '#'
/** Numbers in letters; "one" is left out, since it is a pronoun more often. */
const NUMBER_WORD =
  /^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand)$/
/** Stands for one or more words in a row that the gate does not know. */
const UNKNOWN_SIGN = '…'
/** Steps in which the share of unknown words is told. */
const SHARE_STEPS = 5

/** One distinct n-gram of a text. */
export type Feature = {
  readonly bucket: number
  /** Share of the text's features, so that the squares add up to 1. */
  readonly value: number
  /** The n-gram as a person reads it. */
  readonly name: string
}

/**
 * Returns the distinct n-grams of a text: words, pairs and triples of words, its opening and its end, its length.
 *
 * @param text - Any text; case, accents, the values of numbers and unknown words don't count.
 * @param known - The words that have a meaning to the gate.
 */
export function extractFeatures(text: string, known: ReadonlySet<string>): Feature[] {
  const { words, unknownShare } = maskWords(splitWords(text), known)
  const weights = new Map<string, number>()
  const add = (name: string, weight: number) => {
    if (!weights.has(name)) weights.set(name, weight)
  }
  for (const [i, word] of words.entries()) {
    const previous = words[i - 1] ?? '^'
    add(word, 1)
    add(`${previous} ${word}`, 1)
    if (i >= 1) add(`${words[i - 2] ?? '^'} ${previous} ${word}`, 0.7)
  }
  if (words.length > 0) {
    add(`^^ ${words.slice(0, 2).join(' ')}`, 1)
    add(`$$ ${words.slice(-2).join(' ')}`, 1)
  }
  add(`length ${Math.min(6, Math.floor(Math.log2(words.length + 1)))}`, 0.7)
  add(`unknown ${Math.ceil(unknownShare * SHARE_STEPS)}`, 0.7)
  const norm = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0))
  return [...weights].map(([name, weight]) => ({
    name,
    bucket: hash(name),
    value: weight / norm,
  }))
}

/** Returns lower-case words, numbers as one sign, and the signs that carry meaning. */
export function splitWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’]/g, "'").toLowerCase()
  const found = plain.match(
    /\d+(?:[.,]\d+)*|\p{L}+(?:'\p{L}+)?|(?<=[\d)]\s*)[-+*/=x×÷](?=\s*[\d(?])|[?:;"+*/={}%^]/gu,
  )
  const words = (found ?? []).map((word) =>
    /^\d/.test(word) || NUMBER_WORD.test(word) ? NUMBER_SIGN : groupOf(word),
  )
  return words.length <= MAX_WORDS
    ? words
    : [...words.slice(0, MAX_WORDS / 2), ...words.slice(-MAX_WORDS / 2)]
}

/** Puts one sign in the place of every run of unknown words. */
function maskWords(
  words: readonly string[],
  known: ReadonlySet<string>,
): { words: string[]; unknownShare: number } {
  const masked: string[] = []
  let unknown = 0
  let letters = 0
  for (const word of words) {
    const isWord = /^\p{L}/u.test(word)
    letters += Number(isWord)
    if (!isWord || known.has(word)) masked.push(word)
    else {
      unknown++
      if (masked.at(-1) !== UNKNOWN_SIGN) masked.push(UNKNOWN_SIGN)
    }
  }
  return { words: masked, unknownShare: letters === 0 ? 0 : unknown / letters }
}

/** FNV-1a over UTF-16 units with a final mix: spread well enough for buckets, equal on every machine. */
function hash(name: string): number {
  let state = 0x811c9dc5
  for (let i = 0; i < name.length; i++)
    state = Math.imul(state ^ name.charCodeAt(i), 0x01000193) >>> 0
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0
  return (state ^ (state >>> 13)) & (BUCKETS - 1)
}
