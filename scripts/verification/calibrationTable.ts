import type { CalibratedPair, ExpertCalibration } from '#verification/calibrations.ts'

const HEAD = [
  'calibrated on honest answers',
  'requests',
  'tokens',
  'equal: two threads',
  'equal: batches of 512',
  'equal: flash attention off',
  '32 tokens, doubted above: margin / gap',
  'a case above: margin / gap',
]

type Settings = CalibratedPair['verifier']
/** Verifiers of a node of the experts' own profile. */
const VERIFIERS: readonly Settings[] = [
  { threads: 2 },
  { batchSize: 512 },
  { flashAttention: false },
]

/** Returns the table of what the thresholds are made of: shares of equal positions, limits in nats. */
export function calibrationTable(calibrations: readonly ExpertCalibration[]): string {
  const lines = calibrations.map(({ role, thresholds, pairs }) => {
    const { tokens, jobs } = thresholds.calibration
    const row = thresholds.perTokens.find((one) => one.tokens === 32)
    const show = (limits?: { readonly margin: number; readonly gap: number }) =>
      limits === undefined ? '' : `${limits.margin} / ${limits.gap}`
    const equal = VERIFIERS.map((verifier) => equalOf(pairs, verifier))
    return [role, `${jobs}`, `${tokens}`, ...equal, show(row?.suspect), show(row?.fault)]
  })
  return [HEAD, HEAD.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function equalOf(pairs: readonly CalibratedPair[], verifier: Settings): string {
  const pair = pairs.find((one) => JSON.stringify(one.verifier) === JSON.stringify(verifier))
  if (pair === undefined) return ''
  return `${(100 * pair.exact).toFixed(1).replace(/\.0$/, '')} % of ${pair.tokens}`
}
