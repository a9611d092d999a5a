/** From which difference on a replay is doubted, and from which on it is taken before the court; calibrated per model and engine profile. */

import type { Hex } from '#protocol/bytes.ts'
import { utf8 } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { ReplayStatistics } from './compareReplay.ts'

/** Highest means that are still let pass (nats). */
export type Limits = { readonly margin: number; readonly gap: number }

export type Thresholds = {
  readonly version: 1
  /** Ascending by tokens: the more were compared, the lower the means of an honest node can be asked to be. */
  readonly perTokens: readonly {
    readonly tokens: number
    /** Above it the node is checked more. */
    readonly suspect: Limits
    /** Above it the case may go before the court. */
    readonly fault: Limits
  }[]
  /** What it was calibrated on. */
  readonly calibration: {
    readonly tokens: number
    readonly jobs: number
    /** keccak256 of the honest differences. */
    readonly setHash: Hex
  }
}

export type ReplayVerdict = 'pass' | 'suspect' | 'fault' | 'too short'

/**
 * Returns what a comparison says under thresholds: by the row of the highest number of tokens that was reached.
 *
 * @param statistics - Of one probe, or of several of one node together.
 */
export function judgeReplay(statistics: ReplayStatistics, thresholds: Thresholds): ReplayVerdict {
  const row = thresholds.perTokens.findLast(({ tokens }) => tokens <= statistics.tokens)
  if (row === undefined) return 'too short'
  const isAbove = ({ margin, gap }: Limits) => statistics.margin > margin || statistics.gap > gap
  if (isAbove(row.fault)) return 'fault'
  return isAbove(row.suspect) ? 'suspect' : 'pass'
}

/** Returns the hash by which thresholds stand on chain: keccak256 of their JSON, keys in the order of the type. */
export function thresholdsHash({ version, perTokens, calibration }: Thresholds): Hex {
  const limits = ({ margin, gap }: Limits) => ({ margin, gap })
  const ordered = {
    version,
    perTokens: perTokens.map(({ tokens, suspect, fault }) => ({
      tokens,
      suspect: limits(suspect),
      fault: limits(fault),
    })),
    calibration: {
      tokens: calibration.tokens,
      jobs: calibration.jobs,
      setHash: calibration.setHash,
    },
  }
  return keccak256Hex(utf8(JSON.stringify(ordered)))
}
