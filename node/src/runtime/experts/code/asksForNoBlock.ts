import type { Item } from './readItems.ts'

/** Words for what no chain of building blocks does. To the model they would be names like any other. */
const FOREIGN_WORDS = new Set(
  `fibonacci fizzbuzz median mode variance deviation matrix matrices anagram anagrams permutation permutations
  combination combinations gcd lcm recursion recursive binary hexadecimal roman regex celsius fahrenheit percent
  percentage random shuffle json xml csv http api fetch server database component react button website tuple
  dictionary nth quicksort mergesort bubble knapsack sudoku chess encrypt decrypt logarithm sine cosine`
    .trim()
    .split(/\s+/),
)

/** What words that are known say together, and no building block does. */
const FOREIGN_PHRASE =
  /\b(?:second|third|fourth) (?:largest|biggest|highest|smallest|lowest|longest|shortest)\b/i

/** Returns whether a request asks for what the expert cannot build, so far as its words tell. */
export function asksForNoBlock(prompt: string, items: readonly Item[]): boolean {
  const isForeign = ({ kind, value }: Item): boolean =>
    kind === 'name' && FOREIGN_WORDS.has(value.toLowerCase())
  return FOREIGN_PHRASE.test(prompt) || items.some(isForeign)
}
