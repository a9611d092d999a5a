/** A seeded source of choices: the same seed gives the same prompts on every machine. */
export type Random = {
  /** Returns an integer in [low, high], both included. */
  readonly integer: (low: number, high: number) => number
  /** Returns one item of a list that is not empty. */
  readonly pick: <T>(items: readonly T[]) => T
  /** Returns true with the given probability. */
  readonly chance: (probability: number) => boolean
}

/** Returns a seeded source (a 32-bit xorshift-multiply generator: ample for choosing words). */
export function createRandom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return (Math.imul(state, 0x2545f491) >>> 0) / 2 ** 32
  }
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    integer,
    pick: (items) => items[integer(0, items.length - 1)]!,
    chance: (probability) => next() < probability,
  }
}
