/** What a way of earning came to over all seeds, beside honesty in the very same runs. */

import type { Earning } from './runMarket.ts'

export type Row = {
  readonly name: string
  /** Dollars a day. */
  readonly mean: number
  readonly least: number
  readonly most: number
  /** How much more than honesty in the same run, dollars a day: the mean, and half of its 95 % interval. */
  readonly more: number
  readonly within: number
  /** Parts of jobs served, or probes reported. */
  readonly parts: number
  readonly verdicts: number
}

const NORMAL_95 = 1.96

/**
 * Returns a row for every name.
 *
 * @param runs - The earnings of each seed.
 * @param honest - Name of what the others are measured by.
 */
export function compare(runs: readonly (readonly Earning[])[], honest: string): readonly Row[] {
  const names = [...new Set(runs.flatMap((run) => run.map(({ name }) => name)))]
  return names.map((name) => {
    const own = runs.flatMap((run) => run.filter((one) => one.name === name))
    const profits = own.map(({ profit }) => profit)
    // one figure for each seed: participants of one run are not independent of each other
    const gains = runs.map((run) => meanOf(run, name) - meanOf(run, honest))
    const more = mean(gains)
    const spread = Math.sqrt(mean(gains.map((one) => (one - more) ** 2)))
    return {
      name,
      mean: mean(profits),
      least: Math.min(...profits),
      most: Math.max(...profits),
      more,
      within: (NORMAL_95 * spread) / Math.sqrt(Math.max(1, gains.length - 1)),
      parts: own.reduce((sum, { parts }) => sum + parts, 0),
      verdicts: own.reduce((sum, { verdicts }) => sum + verdicts, 0),
    }
  })
}

/** How a row stands beside honesty. */
export function standingOf({ name, more, within }: Row, honest: string): string {
  if (name === honest) return 'the measure'
  if (more - within > 0) return '**more**'
  return more + within < 0 ? 'less' : 'not told apart'
}

function meanOf(run: readonly Earning[], name: string): number {
  return mean(run.filter((one) => one.name === name).map(({ profit }) => profit))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}
