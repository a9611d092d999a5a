/** Where honesty stops paying: computed from the shipped slashes, not run. */

import { CHEAT_COST, DETECTION, HONEST_COST } from './terms.ts'

export type RegionRow = {
  /** Probability that a task is probed. */
  readonly probed: number
  /** Greatest price of a task, share of the stake, at which a lie costs more than it gains. */
  readonly priceOfStake: number
  /** Greatest value that a node can be paid until the first verdict, in stakes, in tasks of a hundredth of the stake. */
  readonly volumeOfStake: number
}

const PROBES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
const TASK_OF_STAKE = 0.01

/**
 * Returns the edges of the region.
 *
 * A task of price r gains r * gain and is punished with probability p * d for the share s of what stake is left, so n
 * tasks before the first verdict lose stake * (1 - (1 - p d s)^n).
 *
 * @param slash - Share of the stake that a verdict takes.
 */
export function regionOf(slash: number): readonly RegionRow[] {
  const gain = HONEST_COST - CHEAT_COST
  return PROBES.map((probed) => {
    const perTask = probed * DETECTION * slash
    return {
      probed,
      priceOfStake: perTask / gain,
      volumeOfStake: edgeOf((volume) => {
        const tasks = volume / TASK_OF_STAKE
        return 1 - (1 - perTask) ** tasks > gain * volume
      }),
    }
  })
}

/** Largest value for which the condition holds; it holds from zero up to one edge, or nowhere. */
function edgeOf(holds: (value: number) => boolean): number {
  if (!holds(TASK_OF_STAKE)) return 0
  let [low, high] = [TASK_OF_STAKE, 10]
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}
