/** What the simulation assumes beside the shipped parameters, which it takes from the deployment itself. */

/** Smallest unit of the token. */
export const DOLLAR = 1_000_000n

/** Price of an answer, micro-dollars. */
export const ANSWER = 10_000n
/** Answers that a node gives in a job: one running total, one row of a settlement. */
export const ANSWERS = 25n
/** What a node is paid for its part of a job, micro-dollars. */
export const PART = ANSWER * ANSWERS
/** What an honest answer costs its operator, share of the price. */
export const HONEST_COST = 0.7
/** What a smaller model's answer costs: the gain of a lie is 0.6 of the price, the most that the design reckons with. */
export const CHEAT_COST = 0.1
/** What a check of one answer costs a verifier, share of the price: a replay is one pass over the answer. */
export const CHECK_COST = 0.04
/** Probability that a replay sees a swapped model in a probed answer. */
export const DETECTION = 0.99

/** Stake of an operator, micro-dollars. */
export const STAKE = 100n * DOLLAR
/** Stake of a verifier: the least that the bench takes. */
export const VERIFIER_STAKE = 100n * DOLLAR
/** What a verifier has ready for probes and bonds. */
export const FLOAT = 100n * DOLLAR
/** Stake of a decoy. */
export const DECOY_STAKE = 1_000_000n
/** Verifiers, and probes of each for an epoch of a day: what `witan verify` does by itself. */
export const VERIFIERS = 8
export const PROBES = 8
/** Parts of jobs that an operator's machines can serve in a day. */
export const ROOM = 20
/** Share of that room that requesters ask for. */
export const DEMAND = 0.35
/** Requesters, each with a memory of its own. */
export const CLIENTS = 40
/** Days in which jobs are served; verdicts of the last one come later. */
export const DAYS = 12
/** Runs of every market, each with draws of its own. */
export const SEEDS = 12

/** Dollars for a million units of gas: 0.01 gwei, 3,000 dollars a coin. */
export const GAS_PRICE = 0.03
/** What capital earns elsewhere in a year. */
export const YIELD = 0.1

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

/**
 * Returns numbers in [0, 1) for one occasion of a run (a client's turn, a probe), whatever was drawn before it: two runs
 * that differ in one participant draw alike everywhere else.
 */
export function drawsFor(...occasion: readonly number[]): () => number {
  const seed = occasion.reduce((sum, part) => Math.imul(sum ^ part, 0x9e3779b1) ^ (sum >>> 15), 1)
  return drawsOf(seed >>> 0)
}

/** Returns micro-dollars as dollars. */
export function dollarsOf(amount: bigint | number): number {
  return Number(amount) / Number(DOLLAR)
}
