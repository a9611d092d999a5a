/**
 * One node over all its probes: Wald's sequential test on margin and gap. It finds what no single probe can, such
 * as weights of nearly the right quality, and feeds how often a node is checked and its reputation, never a slash.
 */

import type { ReplayStatistics } from './compareReplay.ts'

/** Means per token (nats) of an honest node, and of the cheat that should just be found. */
export type SequentialModel = {
  readonly honest: { readonly margin: number; readonly gap: number }
  readonly cheat: { readonly margin: number; readonly gap: number }
  /** Share of honest nodes that may be suspected. @default 1e-4 */
  readonly falseAlarm?: number
  /** Share of cheats that may be cleared. @default 0.01 */
  readonly missed?: number
}

export type SequentialState = {
  /** Log-likelihood ratio since the node was last cleared. */
  readonly ratio: number
  readonly probes: number
  readonly verdict: 'undecided' | 'cleared' | 'suspected'
}

export const NO_PROBES: SequentialState = { ratio: 0, probes: 0, verdict: 'undecided' }

/** Most that one probe can say either way, so that a single odd one does not decide. */
const MAX_STEP = 4
/** Tokens that count as one independent observation: those of one answer are alike. */
const TOKENS_PER_OBSERVATION = 8
/** A mean of zero has no ratio; this is a tenth of a gap's step. */
const LEAST = 0.0015

/** Returns a node's state after one more probe. A cleared node starts anew; a suspected one stays so. */
export function addProbe(
  before: SequentialState,
  statistics: ReplayStatistics,
  { honest, cheat, falseAlarm = 1e-4, missed = 0.01 }: SequentialModel,
): SequentialState {
  const probes = before.probes + 1
  if (before.verdict === 'suspected') return { ...before, probes }
  const weight = Math.max(1, statistics.tokens / TOKENS_PER_OBSERVATION)
  // both say much the same of an answer, so they count as one observation together
  const step =
    (weight *
      (logRatio(statistics.margin, honest.margin, cheat.margin) +
        logRatio(statistics.gap, honest.gap, cheat.gap))) /
    2
  const ratio = before.ratio + Math.max(-MAX_STEP, Math.min(MAX_STEP, step))
  if (ratio >= Math.log((1 - missed) / falseAlarm)) return { ratio, probes, verdict: 'suspected' }
  if (ratio <= Math.log(missed / (1 - falseAlarm))) return { ratio: 0, probes, verdict: 'cleared' }
  return { ratio, probes, verdict: 'undecided' }
}

/** Log-likelihood ratio of a mean under two exponential distributions. */
function logRatio(value: number, honest: number, cheat: number): number {
  const [low, high] = [Math.max(LEAST, honest), Math.max(LEAST, cheat)]
  return Math.log(low / high) + value * (1 / low - 1 / high)
}
