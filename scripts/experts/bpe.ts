/**
 * Byte-pair encoding in GPT-2's form, which llama.cpp reads from a GGUF. Two things are never merged:
 * digits, so that a number is always seen digit by digit, and capital letters, which are references.
 */

/** GPT-2's split of a text into words, as llama.cpp does it for `tokenizer.ggml.pre = gpt-2`. */
const WORDS = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu

const NEVER_MERGED = /[0-9A-Z]/

/** A merge seen less often than this in the sample is noise. */
const LEAST_COUNT = 4

export type Merge = readonly [string, string]

/** Byte values as the printable characters that a GPT-2 vocabulary writes them with. */
export const BYTE_CHARACTERS: readonly string[] = byteCharacters()

/**
 * Returns the merges that shorten the texts most, best first.
 *
 * @param texts - A sample of what the model will read and write.
 * @param limit - Most merges to learn.
 */
export function learnMerges(texts: Iterable<string>, limit: number): Merge[] {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of splitWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const words = [...counts].map(([word, count]) => ({ parts: [...word], count }))
  const merges: Merge[] = []
  while (merges.length < limit) {
    const best = mostFrequentPair(words)
    if (!best) break
    merges.push(best)
    for (const word of words) word.parts = mergePair(word.parts, best)
  }
  return merges
}

/** Returns a function from text to token ids: bytes 0 to 255, then `firstMergeId` on. */
export function createEncoder(
  merges: readonly Merge[],
  firstMergeId: number,
): (text: string) => number[] {
  const rank = new Map(merges.map(([left, right], index) => [`${left} ${right}`, index]))
  const ids = new Map(BYTE_CHARACTERS.map((character, byte) => [character, byte]))
  merges.forEach(([left, right], index) => {
    ids.set(left + right, firstMergeId + index)
  })
  const known = new Map<string, readonly number[]>()

  const encodeWord = (word: string): readonly number[] => {
    let parts = [...word]
    for (;;) {
      let best: Merge | undefined
      let bestRank = Number.POSITIVE_INFINITY
      for (let index = 0; index + 1 < parts.length; index++) {
        const pairRank = rank.get(`${parts[index]} ${parts[index + 1]}`)
        if (pairRank !== undefined && pairRank < bestRank) {
          best = merges[pairRank]
          bestRank = pairRank
        }
      }
      if (!best) return parts.map((part) => ids.get(part)!)
      parts = mergePair(parts, best)
    }
  }
  return (text) =>
    splitWords(text).flatMap((word) => {
      const seen = known.get(word)
      if (seen) return seen
      const encoded = encodeWord(word)
      known.set(word, encoded)
      return encoded
    })
}

/** Returns the words of a text, each written in byte characters. */
function splitWords(text: string): string[] {
  return [...text.matchAll(WORDS)].map(([word]) =>
    Array.from(Buffer.from(word, 'utf8'), (byte) => BYTE_CHARACTERS[byte]!).join(''),
  )
}

function mostFrequentPair(
  words: readonly { readonly parts: readonly string[]; readonly count: number }[],
): Merge | undefined {
  const pairs = new Map<string, number>()
  for (const { parts, count } of words)
    for (let index = 0; index + 1 < parts.length; index++) {
      const pair = `${parts[index]} ${parts[index + 1]}`
      if (!NEVER_MERGED.test(pair)) pairs.set(pair, (pairs.get(pair) ?? 0) + count)
    }
  let best: string | undefined
  let bestCount = LEAST_COUNT - 1
  for (const [pair, count] of pairs)
    if (count > bestCount || (count === bestCount && best !== undefined && pair < best)) {
      best = pair
      bestCount = count
    }
  return best?.split(' ') as Merge | undefined
}

function mergePair(parts: readonly string[], [left, right]: Merge): string[] {
  const merged: string[] = []
  for (let index = 0; index < parts.length; index++) {
    if (parts[index] === left && parts[index + 1] === right) {
      merged.push(left + right)
      index++
    } else merged.push(parts[index]!)
  }
  return merged
}

function byteCharacters(): string[] {
  const printable = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
  let spare = 256
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(printable(byte) ? byte : spare++),
  )
}
