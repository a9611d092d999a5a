/**
 * A market of requesters for tests of what payers of probes look like. It is written without a look at what the verifier
 * assumes or does: some ask once, some live from it; they sleep at night; some deposit long before they ask.
 */

import type { Address } from '#protocol/ids.ts'
import type { SeenJob } from '#verifier/requesterLives.ts'

export const DAY = 86_400

/** A job, and what its node can know of whoever pays for it. */
export type PaidJob = SeenJob & {
  readonly age: number
  readonly earlier: number
  readonly gap: number
}

/** Numbers in [0, 1) that always come alike. */
export function drawsFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Returns the jobs of some days, in the order of time, and when each requester deposited first. */
export function requesterMarket(
  days: number,
  random: () => number,
): { readonly jobs: readonly PaidJob[]; readonly births: ReadonlyMap<Address, number> } {
  const jobs: PaidJob[] = []
  const births = new Map<Address, number>()
  const people = Math.round(days * 14)
  for (let i = 0; i < people; i++) {
    const requester = `0x${i.toString(16).padStart(40, '0')}` as Address
    const birth = atDay(random() * days * DAY, random)
    births.set(requester, birth)
    const isRegular = random() < 0.25
    const stays = isRegular ? 0.93 : 0.45
    let at = random() < 0.3 ? atDay(birth + 2 * DAY * random(), random) : birth
    const own: number[] = []
    while (at < days * DAY) {
      own.push(at)
      if (random() > stays) break
      const pause = (isRegular ? 0.6 : 2) * DAY * Math.exp(1.1 * normal(random))
      at = Math.max(at + 30, atDay(at + pause, random))
    }
    for (const [k, time] of own.entries()) {
      const gap = time - (own[k - 1] ?? birth)
      jobs.push({ requester, at: time, age: time - birth, earlier: k, gap })
    }
  }
  return { jobs: jobs.sort((a, b) => a.at - b.at), births }
}

/** Moves a moment to a time of its day at which people are awake. */
function atDay(time: number, random: () => number): number {
  const day = Math.floor(time / DAY)
  for (;;) {
    const hour = 14 + 5 * normal(random)
    if (hour >= 0 && hour < 24)
      return Math.max(Math.floor(time), Math.floor((day + hour / 24) * DAY))
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
