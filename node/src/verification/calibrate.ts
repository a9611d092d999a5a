/**
 * Thresholds from honest replays. Tokens of one job are alike, so whole jobs are drawn and not tokens (a block
 * bootstrap): what a probe of n tokens can show by chance is the mean over drawn jobs cut at n tokens.
 */

import { utf8 } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { GAP_STEPS } from '#protocol/race.ts'
import type { PositionDifference } from './compareReplay.ts'
import { roundLimit, type Thresholds } from './thresholds.ts'

/** Numbers of tokens for which there are thresholds. */
const TOKEN_COUNTS = [8, 16, 32, 64, 96]
/** Share of honest probes that are doubted, and that may go before the court. */
const SUSPECT_RATE = 1e-4
const FAULT_RATE = 1e-7
/** Drawn probes per number of tokens. */
const DRAWS = 20_000
/** Highest share of draws that the tail is fitted to. */
const TAIL = 0.01
/** No threshold is below one step of a gap: less is not a difference but its rounding. */
const FLOOR = 1 / GAP_STEPS

/**
 * Returns thresholds for a model on an engine profile.
 *
 * @param jobs - Differences of honest answers, one list per job: the profile's own worst pair of machines.
 * @param random - Returns numbers in [0, 1); the same sequence gives the same thresholds.
 * @throws {RangeError} without differences.
 */
export function calibrate(
  jobs: readonly (readonly PositionDifference[])[],
  random: () => number,
): Thresholds {
  const blocks = jobs.filter((job) => job.length > 0)
  if (blocks.length === 0) throw new RangeError('There is nothing to calibrate on.')
  const perTokens = TOKEN_COUNTS.map((tokens) => {
    const margins: number[] = []
    const gaps: number[] = []
    for (let draw = 0; draw < DRAWS; draw++) {
      const { margin, gap } = drawMeans(blocks, tokens, random)
      margins.push(margin)
      gaps.push(gap)
    }
    const limitsAt = (rate: number) => ({
      margin: quantile(margins, rate),
      gap: quantile(gaps, rate),
    })
    return { tokens, suspect: limitsAt(SUSPECT_RATE), fault: limitsAt(FAULT_RATE) }
  })
  const all = blocks.flat()
  const text = blocks.map((job) => job.map(({ margin, gap }) => [margin, gap]))
  return {
    version: 1,
    perTokens,
    calibration: {
      tokens: all.length,
      jobs: blocks.length,
      setHash: keccak256Hex(utf8(JSON.stringify(text))),
    },
  }
}

/** Means over the tokens of drawn jobs, the last one cut. */
function drawMeans(
  blocks: readonly (readonly PositionDifference[])[],
  tokens: number,
  random: () => number,
): { margin: number; gap: number } {
  let margin = 0
  let gap = 0
  for (let count = 0; count < tokens; ) {
    const block = blocks[Math.floor(random() * blocks.length)]!
    const from = Math.floor(random() * block.length)
    for (const one of block.slice(from, from + tokens - count)) {
      margin += one.margin
      gap += one.gap
      count += 1
    }
  }
  return { margin: margin / tokens, gap: gap / tokens }
}

/**
 * Value that a share `rate` of draws passes. Beyond what was drawn it is the tail of an exponential fitted to the
 * highest percent: means have lighter tails, so this errs on the side of the node.
 */
function quantile(values: readonly number[], rate: number): number {
  const sorted = values.toSorted((a, b) => b - a)
  const inTail = Math.max(1, Math.floor(sorted.length * TAIL))
  const start = sorted[inTail]!
  const excess = sorted.slice(0, inTail).reduce((sum, value) => sum + value - start, 0) / inTail
  const fitted = start + excess * Math.log(TAIL / rate)
  const drawn = sorted[Math.floor(sorted.length * rate)]!
  return roundLimit(Math.max(FLOOR, fitted, rate * sorted.length >= 1 ? drawn : sorted[0]!))
}
