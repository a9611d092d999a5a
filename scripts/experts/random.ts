/** A seeded source of choices: the same seed gives the same data on every machine. */
export type Random = {
  /** Returns a number in [0, 1). */
  next(): number
  /** Returns an integer in [low, high], both included. */
  integer(low: number, high: number): number
  /** Returns one item of a list that is not empty. */
  pick<T>(items: readonly T[]): T
  /** Returns true with the given probability. */
  chance(probability: number): boolean
  /** Returns a shuffled copy. */
  shuffle<T>(items: readonly T[]): T[]
}

/**
 * Returns a seeded random source (mulberry32: 32 bits of state, ample for sampling wordings).
 *
 * @param seed - Any integer; only its low 32 bits count.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    integer,
    pick: (items) => items[integer(0, items.length - 1)]!,
    chance: (probability) => next() < probability,
    shuffle: (items) => {
      const copy = [...items]
      for (let index = copy.length - 1; index > 0; index--) {
        const other = integer(0, index)
        ;[copy[index], copy[other]] = [copy[other]!, copy[index]!]
      }
      return copy
    },
  }
}
