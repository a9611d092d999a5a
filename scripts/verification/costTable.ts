import type { Costs } from './measureCosts.ts'

const HEAD = [
  'processor ms per output token',
  'generation with races',
  'replay',
  'engine alone',
  'leaves and root',
  'replay / generation (rounds)',
  '1 in 4 positions',
  'with / without transcript (rounds)',
  'forced / honest',
]

/** Returns the table of costs: of the cheapest rounds, and in brackets the lowest and highest ratio within a round. */
export function costTable(priced: readonly (readonly [string, Costs])[]): string {
  const lines = priced.map(([name, one]) => [
    name,
    ...[one.generateMs, one.replayMs, one.directMs, one.leavesMs].map((ms) => ms.toFixed(2)),
    ratio(one.verifierCostRatio, one.verifierCostRange),
    one.verifierCostRatioQuarter.toFixed(2),
    ratio(one.transcriptCostRatio, one.transcriptCostRange),
    one.forcingCostRatio?.toFixed(2) ?? '',
  ])
  return [HEAD, HEAD.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function ratio(value: number, range?: readonly [number, number]): string {
  if (range === undefined) return value.toFixed(2)
  return `${value.toFixed(2)} (${range.map((one) => one.toFixed(2)).join(' to ')})`
}
