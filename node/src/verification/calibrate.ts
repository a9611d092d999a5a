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
/** Drawn probes per number of tokens and set of requests. */
const DRAWS = 20_000
/** Sets that are drawn from the requests; the highest limit counts, since another set would have shown other ones. */
const SETS = 5
/** Highest share of draws that the tail is fitted to. */
const TAIL = 0.01
/** No threshold is below one step of a gap: less is not a difference but its rounding. */
const FLOOR = 1 / GAP_STEPS
/**
 * Sum of margins that is let pass in any case (nats), however many tokens there are: honest replays choose another
 * token only where two are nearly equal, and then by little.
 */
const MARGIN_SUM = 0.25
/**
 * Sum of margins that makes no case (nats), however many tokens there are. Candidates far behind move by up to two nats
 * between honest machines of two classes; seldom does noise choose one of them, and a set of some thousand tokens need
 * not show it. So a single odd position doubts a node and never costs it stake.
 */
const CASE_MARGIN_SUM = 2.5

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
  const sums = blocks.map(sumsOf)
  const sets = Array.from({ length: SETS }, (_, i) =>
    i === 0 ? sums : sums.map(() => sums[Math.floor(random() * sums.length)]!),
  )
  const perTokens = TOKEN_COUNTS.map((tokens) => {
    const limits = sets.map((set) => limitsOf(set, tokens, random))
    const highest = (rate: 'suspect' | 'fault') => ({
      margin: Math.max(...limits.map((one) => one[rate].margin)),
      gap: Math.max(...limits.map((one) => one[rate].gap)),
    })
    return { tokens, suspect: highest('suspect'), fault: highest('fault') }
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

/** Sums of a job's differences up to each of its tokens, the first before all of them. */
type Sums = { readonly margins: readonly number[]; readonly gaps: readonly number[] }

function sumsOf(job: readonly PositionDifference[]): Sums {
  const [margins, gaps] = [[0], [0]]
  for (const { margin, gap } of job) {
    margins.push(margins.at(-1)! + margin)
    gaps.push(gaps.at(-1)! + gap)
  }
  return { margins, gaps }
}

function limitsOf(jobs: readonly Sums[], tokens: number, random: () => number) {
  const [margins, gaps]: [number[], number[]] = [[], []]
  for (let draw = 0; draw < DRAWS; draw++) {
    const { margin, gap } = drawMeans(jobs, tokens, random)
    margins.push(margin)
    gaps.push(gap)
  }
  const limitsAt = (rate: number, floor: number) => ({
    margin: quantile(margins, rate, floor),
    gap: quantile(gaps, rate, FLOOR),
  })
  return {
    suspect: limitsAt(SUSPECT_RATE, Math.min(FLOOR, MARGIN_SUM / tokens)),
    fault: limitsAt(FAULT_RATE, CASE_MARGIN_SUM / tokens),
  }
}

/** Means over the tokens of drawn jobs, the last one cut. */
function drawMeans(
  jobs: readonly Sums[],
  tokens: number,
  random: () => number,
): { margin: number; gap: number } {
  let [margin, gap] = [0, 0]
  for (let count = 0; count < tokens; ) {
    const { margins, gaps } = jobs[Math.floor(random() * jobs.length)]!
    const length = margins.length - 1
    const from = Math.floor(random() * length)
    const to = Math.min(length, from + tokens - count)
    margin += margins[to]! - margins[from]!
    gap += gaps[to]! - gaps[from]!
    count += to - from
  }
  return { margin: margin / tokens, gap: gap / tokens }
}

/**
 * Value that a share `rate` of draws passes. Beyond what was drawn it is the tail of an exponential fitted to the
 * highest percent: means have lighter tails, so this errs on the side of the node.
 */
function quantile(values: readonly number[], rate: number, floor: number): number {
  const sorted = values.toSorted((a, b) => b - a)
  const inTail = Math.max(1, Math.floor(sorted.length * TAIL))
  const start = sorted[inTail]!
  const excess = sorted.slice(0, inTail).reduce((sum, value) => sum + value - start, 0) / inTail
  const fitted = start + excess * Math.log(TAIL / rate)
  const drawn = sorted[Math.floor(sorted.length * rate)]!
  return roundLimit(Math.max(floor, fitted, rate * sorted.length >= 1 ? drawn : sorted[0]!))
}
