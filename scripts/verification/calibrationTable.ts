import type { CalibratedPair, ExpertCalibration } from '#verification/calibrations.ts'

const HEAD = [
  'calibrated on honest answers',
  'requests',
  'tokens',
  'equal: two threads',
  'equal: batches of 512',
  'equal: flash attention off',
  'equal: two libraries',
  'mean gap: two libraries',
  'mean gap: flash attention off',
  '32 tokens, doubted above: margin / gap',
  'a case above: margin / gap',
]

/** Returns the table of what the thresholds are made of: shares of equal positions, gaps and limits in nats. */
export function calibrationTable(calibrations: readonly ExpertCalibration[]): string {
  const lines = calibrations.map(({ role, thresholds, pairs }) => {
    const { tokens, jobs } = thresholds.calibration
    const row = thresholds.perTokens.find((one) => one.tokens === 32)
    const show = (limits?: { readonly margin: number; readonly gap: number }) =>
      limits === undefined ? '' : `${limits.margin} / ${limits.gap}`
    const threads = pairs.filter((pair) => has(pair, 'threads'))
    const flashless = pairs.filter((pair) => has(pair, 'flashAttention'))
    const libraries = pairs.filter(({ node, verifier }) => node.library && verifier.library)
    // of the machine's own library only the size of batches is another
    const batches = pairs.filter((pair) => has(pair, 'batchSize') && !flashless.includes(pair))
    const alike = batches.toSorted((a, b) => b.exact - a.exact).slice(0, 1)
    return [
      role,
      `${jobs}`,
      `${tokens}`,
      ...[threads, alike, flashless, libraries].map(equalIn),
      ...[libraries, flashless].map(gapIn),
      show(row?.suspect),
      show(row?.fault),
    ]
  })
  return [HEAD, HEAD.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function has({ node, verifier }: CalibratedPair, setting: string): boolean {
  return setting in node || setting in verifier
}

/** From the pair with the fewest equal positions to the one with the most. */
function equalIn(pairs: readonly CalibratedPair[]): string {
  const shares = pairs.map(({ exact }) => (100 * exact).toFixed(1).replace(/\.0$/, ''))
  return spanOf(shares, ' %')
}

function gapIn(pairs: readonly CalibratedPair[]): string {
  return spanOf(
    pairs.map(({ gap }) => gap.toFixed(4)),
    '',
  )
}

function spanOf(numbers: readonly string[], unit: string): string {
  const sorted = numbers.toSorted((a, b) => Number(a) - Number(b))
  const [least, most] = [sorted[0], sorted.at(-1)]
  if (least === undefined) return ''
  return least === most ? `${least}${unit}` : `${least} to ${most}${unit}`
}
