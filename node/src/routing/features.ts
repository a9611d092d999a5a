/**
 * Text as hashed n-grams: what the gate sees. Numbers become one sign, so that the gate learns the shape
 * of a sum and not its values. Training and use share this file; any change here needs new weights.
 */

/** Number of hash buckets; a power of two. 8,192 x 8 classes of one byte each keep the weights file under 100 KB. */
export const BUCKETS = 8192

/** Most words looked at: a long document says what it wants at its start or its end. */
const MAX_WORDS = 160
/** Length of the letter groups that let unseen forms of known words count. */
const GRAM = 4
const NUMBER_SIGN = '#'

/** One distinct n-gram of a text. */
export type Feature = {
  readonly bucket: number
  /** Share of the text's features, so that the squares add up to 1. */
  readonly value: number
  /** The n-gram as a person reads it. */
  readonly name: string
}

/**
 * Returns the distinct n-grams of a text: words, word pairs, the opening, and groups of letters.
 *
 * @param text - Any text; case, accents and the values of numbers don't count.
 */
export function extractFeatures(text: string): Feature[] {
  const words = splitWords(text)
  const weights = new Map<string, number>()
  const add = (name: string, weight: number) => {
    if (!weights.has(name)) weights.set(name, weight)
  }
  for (const [i, word] of words.entries()) {
    add(word, 1)
    add(`${words[i - 1] ?? '^'} ${word}`, 1)
    if (/^\p{L}{5,}$/u.test(word)) for (const gram of letterGroups(word)) add(`~${gram}`, 0.4)
  }
  if (words.length > 0) add(`^^ ${words.slice(0, 2).join(' ')}`, 1)
  add(`length ${Math.min(6, Math.floor(Math.log2(words.length + 1)))}`, 0.7)
  const norm = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0))
  return [...weights].map(([name, weight]) => ({ name, bucket: hash(name), value: weight / norm }))
}

/** Returns lower-case words, numbers as one sign, and the signs that carry meaning. */
export function splitWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’]/g, "'").toLowerCase()
  const found = plain.match(
    /\d+(?:[.,]\d+)*|\p{L}+(?:'\p{L}+)?|(?<=[\d)]\s*)[-+*/=x×÷](?=\s*[\d(?])|[?:;"+*/={}]/gu,
  )
  const words = (found ?? []).map((word) => (/^\d/.test(word) ? NUMBER_SIGN : word))
  return words.length <= MAX_WORDS
    ? words
    : [...words.slice(0, MAX_WORDS / 2), ...words.slice(-MAX_WORDS / 2)]
}

function letterGroups(word: string): string[] {
  const padded = `<${word}>`
  return Array.from({ length: padded.length - GRAM + 1 }, (_, i) => padded.slice(i, i + GRAM))
}

/** FNV-1a over UTF-16 units with a final mix: spread well enough for buckets, equal on every machine. */
function hash(name: string): number {
  let state = 0x811c9dc5
  for (let i = 0; i < name.length; i++)
    state = Math.imul(state ^ name.charCodeAt(i), 0x01000193) >>> 0
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0
  return (state ^ (state >>> 13)) & (BUCKETS - 1)
}
