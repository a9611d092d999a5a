import { type Limits, roundLimit, type Thresholds } from '#verification/thresholds.ts'

/** Returns thresholds whose limits of gaps are wider by a factor. */
export function widenThresholds(thresholds: Thresholds, factor: number): Thresholds {
  const widen = ({ margin, gap }: Limits) => ({ margin, gap: roundLimit(factor * gap) })
  return {
    ...thresholds,
    perTokens: thresholds.perTokens.map(({ tokens, suspect, fault }) => ({
      tokens,
      suspect: widen(suspect),
      fault: widen(fault),
    })),
  }
}
