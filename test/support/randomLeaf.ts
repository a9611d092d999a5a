import { type Candidate, GAP_STEPS, MAX_CANDIDATES, raceWinner } from '#protocol/race.ts'
import type { RaceLeaf } from '#protocol/raceLeaf.ts'

/** Numbers in [0, 1) from a seed, the same on every machine (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Returns a leaf as an honest node would write it: equal gaps, gaps of zero, the largest ids and gaps, and one lone
 * candidate come up far more often than in real outputs.
 */
export function honestLeaf(
  random: () => number,
  race: { readonly seed: Uint8Array; readonly position: number; readonly temperatureMilli: number },
): RaceLeaf {
  const below = (limit: number) => Math.floor(random() * limit)
  const count = random() < 0.1 ? 1 : 1 + below(MAX_CANDIDATES)
  const ids = new Set<number>()
  while (ids.size < count) ids.add(random() < 0.1 ? 2 ** 32 - 1 - below(40) : below(200_000))
  const steps = random() < 0.2 ? 2 : random() < 0.1 ? 0x1_0000 : 6 * GAP_STEPS
  const gaps = Array.from({ length: count }, () => Math.min(0xffff, below(steps)))
  gaps[0] = 0
  gaps.sort((a, b) => a - b)
  const candidates: Candidate[] = [...ids].map((id, i) => ({ id, gap: gaps[i]! }))
  candidates.sort((a, b) => a.gap - b.gap || a.id - b.id)
  const winner = raceWinner(race.seed, race.position, candidates, race.temperatureMilli)
  return { position: race.position, token: winner.id, candidates }
}
