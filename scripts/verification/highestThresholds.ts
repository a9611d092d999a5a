import { utf8 } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { Limits, Thresholds } from '#verification/thresholds.ts'

/**
 * Returns the highest of each limit: whichever pair of machines a node and its verifier are, the node is not doubted
 * for it.
 *
 * @param all - Of the same numbers of tokens; the first one says how many tokens were calibrated on.
 */
export function highestThresholds(all: readonly Thresholds[]): Thresholds {
  const [first] = all
  if (first === undefined) throw new RangeError('There are no thresholds.')
  const { tokens, jobs } = first.calibration
  return {
    version: 1,
    perTokens: first.perTokens.map((row, i) => ({
      tokens: row.tokens,
      suspect: highestOf(all.map(({ perTokens }) => perTokens[i]!.suspect)),
      fault: highestOf(all.map(({ perTokens }) => perTokens[i]!.fault)),
    })),
    calibration: {
      tokens,
      jobs,
      setHash: keccak256Hex(utf8(all.map(({ calibration }) => calibration.setHash).join())),
    },
  }
}

function highestOf(all: readonly Limits[]): Limits {
  return {
    margin: Math.max(...all.map(({ margin }) => margin)),
    gap: Math.max(...all.map(({ gap }) => gap)),
  }
}
