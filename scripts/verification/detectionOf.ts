/** How surely cheats are found, from samples: whole requests are drawn, since the tokens of one are alike. */

import { judgeReplay, type Thresholds } from '#verification/thresholds.ts'
import type { Random } from '../experts/random.ts'
import type { Cheat } from './cheats.ts'
import { CHEATS } from './cheats.ts'
import type { Sample, Samples } from './samples.ts'

/** Numbers of checked tokens that the table has. */
export const TOKEN_COUNTS = [8, 16, 32, 64] as const
type PerTokens = Readonly<Record<(typeof TOKEN_COUNTS)[number], number>>

/** Shares of probes (0 to 1). */
export type Detection = {
  /** Found by a verifier of another class: a fault in a race, or a replay above the thresholds of 1 in 10,000. */
  readonly tpr: PerTokens
  /** The same over probes of 32 tokens that have no answer in common, and what their number allows to be said. */
  readonly apart: Apart
  /** The same by the replay alone. */
  readonly replay: PerTokens
  /** Found by a verifier of the same class, where a single number that differs is enough. */
  readonly sameClass: PerTokens
  /** Baseline: whoever compares the tokens alone, at the same share of honest probes that are doubted. */
  readonly tokensOnly: PerTokens
  /** Provable to the contract, without the model. */
  readonly laneA: PerTokens
  /** Probes in which any token is another than the promised model's. */
  readonly changed: PerTokens
}

export type Apart = {
  readonly probes: number
  readonly found: number
  /** 95 % interval of the share (Wilson). */
  readonly interval: readonly [number, number]
}

/** Probes drawn for a share; honest ones for a threshold of 1 in 10,000. */
const DRAWS = 2_000
const HONEST_DRAWS = 20_000
const RATE = 1e-4
/** Tokens of probes that have no answer in common. */
const APART_TOKENS = 32
/** Of a normal distribution, both sides of 95 %. */
const Z = 1.96

/**
 * Returns how surely each cheat is found.
 *
 * @param collected - Samples of honest nodes and of cheats, of the same requests.
 * @param thresholds - Calibrated on others.
 */
export function detectionOf(
  collected: Readonly<Record<'honest' | Cheat, Samples>>,
  thresholds: Pick<Thresholds, 'perTokens'>,
  random: Random,
): Record<'honest' | Cheat, Detection> {
  const mismatches = perTokens((tokens) => mismatchLimit(collected.honest, tokens, random))
  const isAbove = (probe: readonly Sample[]) => judge(probe, thresholds)
  const isProvable = (probe: readonly Sample[]) => probe.some(({ provable }) => provable)
  const found = (probe: readonly Sample[]) => isProvable(probe) || isAbove(probe)
  const of = (samples: Samples): Detection => {
    const share = (test: (probe: readonly Sample[]) => boolean) =>
      perTokens((tokens) => shareOf(samples, tokens, random, test))
    return {
      tpr: share(found),
      apart: apartOf(samples, found),
      replay: share(isAbove),
      sameClass: share((probe) => isProvable(probe) || probe.some(({ exact }) => !exact)),
      tokensOnly: perTokens((tokens) =>
        shareOf(samples, tokens, random, (probe) => mismatchesOf(probe) > mismatches[tokens]),
      ),
      laneA: share(isProvable),
      changed: share((probe) => probe.some(({ changed }) => changed)),
    }
  }
  const names = ['honest', ...(Object.keys(CHEATS) as Cheat[])] as const
  const rows = names.map((name) => [name, of(collected[name])] as const)
  return Object.fromEntries(rows) as Record<'honest' | Cheat, Detection>
}

/** Returns the share of probes of so many tokens that a test holds for. */
function shareOf(
  samples: Samples,
  tokens: number,
  random: Random,
  test: (probe: readonly Sample[]) => boolean,
): number {
  let holds = 0
  for (let draw = 0; draw < DRAWS; draw++) holds += Number(test(drawProbe(samples, tokens, random)))
  return holds / DRAWS
}

function judge(probe: readonly Sample[], thresholds: Pick<Thresholds, 'perTokens'>): boolean {
  let [margin, gap] = [0, 0]
  for (const one of probe) {
    margin += one.margin / probe.length
    gap += one.gap / probe.length
  }
  const statistics = { tokens: probe.length, margin, gap, top1: 1, overlap: 1, exact: 0 }
  return judgeReplay(statistics, thresholds) !== 'pass'
}

function drawProbe(samples: Samples, tokens: number, random: Random): readonly Sample[] {
  const probe: Sample[] = []
  while (probe.length < tokens) probe.push(...random.pick(samples))
  return probe.slice(0, tokens)
}

function apartOf(samples: Samples, test: (probe: readonly Sample[]) => boolean): Apart {
  let [probes, found] = [0, 0]
  let probe: Sample[] = []
  for (const job of samples) {
    probe.push(...job)
    if (probe.length < APART_TOKENS) continue
    probes++
    found += Number(test(probe.slice(0, APART_TOKENS)))
    probe = []
  }
  return { probes, found, interval: intervalOf(found, probes) }
}

function intervalOf(found: number, probes: number): [number, number] {
  if (probes === 0) return [0, 1]
  const share = found / probes
  const weight = Z ** 2 / probes
  const middle = share + weight / 2
  const half = Math.sqrt(weight * (share * (1 - share) + weight / 4))
  return [
    Math.max(0, middle - half) / (1 + weight),
    Math.min(1 + weight, middle + half) / (1 + weight),
  ]
}

/** Tokens that are not the replay's own winners. */
function mismatchesOf(probe: readonly Sample[]): number {
  return probe.filter(({ margin }) => margin > 0).length
}

function mismatchLimit(honest: Samples, tokens: number, random: Random): number {
  const counts = Array.from({ length: HONEST_DRAWS }, () =>
    mismatchesOf(drawProbe(honest, tokens, random)),
  ).sort((a, b) => b - a)
  return counts[Math.floor(RATE * HONEST_DRAWS)]!
}

function perTokens(value: (tokens: (typeof TOKEN_COUNTS)[number]) => number): PerTokens {
  return Object.fromEntries(TOKEN_COUNTS.map((tokens) => [tokens, value(tokens)])) as PerTokens
}
