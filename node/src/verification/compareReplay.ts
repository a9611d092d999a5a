/**
 * How far what a node committed to is from what the model says when somebody else runs it: the second of the
 * two checks. A race (raceCheck.ts) binds the token to the committed gaps, this binds the gaps to the model.
 */

import { type Candidate, GAP_STEPS, MAX_CANDIDATES } from '#protocol/race.ts'
import type { RaceLeaf } from '#protocol/raceLeaf.ts'
import { gumbelNear, raceBits } from '#protocol/raceNoise.ts'
import type { RaceRules } from './raceCheck.ts'

/** Largest difference that one number can show (nats): a single odd position must not decide. */
export const MAX_DIFFERENCE = 3
/**
 * Largest gap of one position (nats): in other classes of execution the candidates far behind move by two nats once in
 * a few hundred tokens, in an honest node as in any other.
 */
export const MAX_MEAN_GAP = 0.5
/** Candidates whose gaps are compared: those further behind hardly matter and differ most. */
const COMPARED_GAPS = 8

/** One position, committed beside replayed. */
export type PositionDifference = {
  readonly position: number
  /** How far the emitted token is behind the replay's own winner (nats, at most MAX_DIFFERENCE). */
  readonly margin: number
  /** Mean difference of the likeliest candidates' gaps (nats, at most MAX_MEAN_GAP). */
  readonly gap: number
  /** Whether the likeliest candidate is the same. */
  readonly top1: boolean
  /** Share of the committed candidates that the replay has too. */
  readonly overlap: number
  /** Whether both are the same to the last number. */
  readonly exact: boolean
  /** Whether they could differ at all: one side has a choice. */
  readonly open: boolean
}

/** Means over all compared positions; `exact` is a share. */
export type ReplayStatistics = {
  readonly tokens: number
  readonly margin: number
  readonly gap: number
  readonly top1: number
  readonly overlap: number
  readonly exact: number
}

/**
 * Returns the difference at one position.
 *
 * @param rules - Seed and temperature of the task.
 * @param leaf - What the node committed to.
 * @param replayed - The replay's candidates, more of them than a leaf has; none when the output was forbidden.
 */
export function comparePosition(
  rules: Pick<RaceRules, 'seed' | 'temperatureMilli'>,
  leaf: RaceLeaf,
  replayed: readonly Candidate[],
): PositionDifference {
  const { position, token, candidates } = leaf
  const gaps = new Map(replayed.map(({ id, gap }) => [id, gap]))
  const own = replayed.slice(0, MAX_CANDIDATES)
  const edge = own.at(-1)?.gap ?? -1
  const shared = candidates.filter(({ id }) => (gaps.get(id) ?? Number.POSITIVE_INFINITY) <= edge)
  return {
    position,
    margin: marginOf(rules, position, token, { own, gaps }),
    gap: Math.min(
      MAX_MEAN_GAP,
      meanOf(candidates.slice(0, COMPARED_GAPS).map((one) => differenceOf(one, gaps))),
    ),
    top1: gaps.get(candidates[0]?.id ?? -1) === 0,
    overlap: candidates.length === 0 ? 0 : shared.length / candidates.length,
    exact:
      candidates.length === own.length &&
      candidates.every(({ id, gap }, i) => own[i]!.id === id && own[i]!.gap === gap),
    open: Math.max(candidates.length, own.length) > 1,
  }
}

/** Returns the means of differences. @throws {RangeError} of none. */
export function summarizeDifferences(all: readonly PositionDifference[]): ReplayStatistics {
  if (all.length === 0) throw new RangeError('There is nothing to summarize.')
  return {
    tokens: all.length,
    margin: meanOf(all.map(({ margin }) => margin)),
    gap: meanOf(all.map(({ gap }) => gap)),
    top1: meanOf(all.map(({ top1 }) => Number(top1))),
    overlap: meanOf(all.map(({ overlap }) => overlap)),
    exact: meanOf(all.map(({ exact }) => Number(exact))),
  }
}

function marginOf(
  { seed, temperatureMilli }: Pick<RaceRules, 'seed' | 'temperatureMilli'>,
  position: number,
  token: number,
  { own, gaps }: { own: readonly Candidate[]; gaps: ReadonlyMap<number, number> },
): number {
  const gap = gaps.get(token)
  if (gap === undefined) return MAX_DIFFERENCE
  const scoreOf = (candidate: Candidate): number => {
    const noise = temperatureMilli === 0 ? 0 : gumbelNear(raceBits(seed, position, candidate.id))
    return (noise * temperatureMilli) / 1000 - candidate.gap / GAP_STEPS
  }
  const best = Math.max(...own.map(scoreOf))
  return Math.min(MAX_DIFFERENCE, Math.max(0, best - scoreOf({ id: token, gap })))
}

function differenceOf({ id, gap }: Candidate, gaps: ReadonlyMap<number, number>): number {
  const other = gaps.get(id)
  if (other === undefined) return MAX_DIFFERENCE
  return Math.min(MAX_DIFFERENCE, Math.abs(gap - other) / GAP_STEPS)
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
