/**
 * What ordinary requesters look like to a node: how old the account is that pays, which jobs it paid before, at which
 * time of the day it comes. Payers of probes copy the lives of others up to one of their jobs, so that what comes before
 * a probe is distributed as what comes before a job. Pure.
 */

import type { Address } from '#protocol/ids.ts'

/** A job as the chain shows it. */
export type SeenJob = {
  readonly requester: Address
  /** Unix seconds. */
  readonly at: number
}

/** What came before a job in the life of whoever paid for it. */
export type Life = {
  /** Seconds since its first deposit. */
  readonly age: number
  /** Its earlier jobs, seconds before this one, oldest first. */
  readonly earlier: readonly number[]
  /** Share of the day that was over (0 to 1). */
  readonly dayTime: number
}

/** Most jobs that a payer buys before its probe: beyond it probes would cost more than their reward many times over. */
export const MAX_EARLIER_JOBS = 100

const DAY = 86_400
/** With fewer jobs than this to copy, what is assumed of a young market is closer to it than chance. */
const FEWEST = 30
/** Assumed where nothing was seen: half of the payers are younger than this (seconds), and spread widely around it. */
const MEDIAN_AGE = 3 * DAY
const AGE_SPREAD = 1.5
/** Share of the jobs that are their payer's first, and of the rest again. */
const STOPS = 0.4
const MOST_TRIES = 200

/**
 * Returns the life before every job that was seen.
 *
 * @param seen - Jobs of a part of the chain.
 * @param births - First deposits, Unix seconds; a requester without one was born with its first job.
 * @param own - Payers of one's own, which are no example to themselves.
 * @param since - Jobs before it (Unix seconds) only tell what came before later ones: a market that was younger had
 * younger requesters.
 */
export function livesOf(
  seen: readonly SeenJob[],
  births: ReadonlyMap<Address, number>,
  own: ReadonlySet<Address>,
  since = 0,
): Life[] {
  const times = new Map<Address, number[]>()
  for (const { requester, at } of seen) {
    if (own.has(requester)) continue
    const known = times.get(requester)
    if (known) known.push(at)
    else times.set(requester, [at])
  }
  return [...times].flatMap(([requester, unsorted]) => {
    const all = unsorted.toSorted((a, b) => a - b)
    const birth = Math.min(births.get(requester) ?? Infinity, all[0]!)
    // what comes after more jobs than a payer may buy is never copied: one requester can't make a verifier read for ever
    return all.slice(0, MAX_EARLIER_JOBS + 1).flatMap((at, i) => {
      if (at < since) return []
      const earlier = all.slice(0, i).map((time) => at - time)
      return [{ age: at - birth, earlier, dayTime: (at % DAY) / DAY }]
    })
  })
}

/**
 * Draws a life that fits into the time that is left, and with no more earlier jobs than may be paid for.
 *
 * @param lives - What was seen; with few of them a life is made up.
 * @param most - Longest age in seconds, and most earlier jobs.
 * @param random - Returns numbers in [0, 1).
 */
export function drawLife(
  lives: readonly Life[],
  most: { readonly age: number; readonly earlier: number },
  random: () => number,
): Life {
  for (let i = 0; i < MOST_TRIES; i++) {
    const life =
      lives.length < FEWEST ? madeUp(random) : lives[Math.floor(random() * lives.length)]!
    if (life.age <= most.age && life.earlier.length <= most.earlier) return life
  }
  // nothing fits: as old as time allows, by chance
  return { age: Math.floor(random() * Math.max(0, most.age)), earlier: [], dayTime: random() }
}

function madeUp(random: () => number): Life {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const age = Math.round(MEDIAN_AGE * Math.exp(AGE_SPREAD * normal))
  const earlier: number[] = []
  while (random() > STOPS) earlier.push(Math.ceil(random() * age))
  return { age, earlier: earlier.sort((a, b) => b - a), dayTime: random() }
}
