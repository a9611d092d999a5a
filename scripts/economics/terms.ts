/** What the simulation assumes beside the shipped parameters, which it takes from the deployment itself. */

/** Smallest unit of the token. */
export const DOLLAR = 1_000_000n

/** Price of a task, micro-dollars. */
export const PRICE = 250_000n
/** What an honest answer costs its operator, share of the price. */
export const HONEST_COST = 0.7
/** What a smaller model's answer costs: the gain of a lie is 0.6 of the price, the most that the design reckons with. */
export const CHEAT_COST = 0.1
/** What a check of one answer costs a verifier, share of the price: a replay is one pass over the answer. */
export const CHECK_COST = 0.04
/** Stake of every node, micro-dollars. */
export const STAKE = 100n * DOLLAR
/** Tasks of a node until the first verdict. */
export const TASKS = 40
/** Nodes of each strategy, each with a seed of its own. */
export const SEEDS = 4
/** Probability that a replay sees a swapped model in a probed answer. */
export const DETECTION = 0.99
/** Share of nodes that are decoys, which lie on purpose. */
export const DECOYS = 0.1
/** Verifiers that share the drawn duties. */
export const VERIFIERS = 8

/** Returns numbers in [0, 1) that are the same in every run. */
export function drawsOf(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Returns micro-dollars as dollars. */
export function dollarsOf(amount: bigint | number): number {
  return Number(amount) / Number(DOLLAR)
}
