/**
 * Measures what a replay shows of honest nodes and of others, and calibrates thresholds on the honest ones.
 *
 * usage: node scripts/verification/replay.ts ROLE [--jobs N] [--temperature NUMBER] [--json]
 */

import { parseArgs } from 'node:util'
import { toHex } from '#protocol/bytes.ts'
import { parseRole } from '#protocol/role.ts'
import { calibrate } from '#verification/calibrate.ts'
import { type PositionDifference, summarizeDifferences } from '#verification/compareReplay.ts'
import { encodeThresholds, judgeReplay, type Thresholds } from '#verification/thresholds.ts'
import { createRandom } from '../experts/random.ts'
import { readManifest } from '../experts/readManifest.ts'
import { type Measured, measureReplay } from './measureReplay.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: '150' },
    temperature: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
})
const role = parseRole(positionals[0])
const expert = (await readManifest()).find((entry) => entry.role === role)
if (expert === undefined) throw new Error(`No expert for ${role} is shipped.`)

const measured = await measureReplay(expert, {
  jobs: Number(values.jobs),
  temperatureMilli: Math.round(1000 * Number(values.temperature)),
})
const { next: random } = createRandom(7)
// of one class the honest are exact; thresholds are for verifiers of another one, so the worst pair counts
const worst = measured
  .filter(({ node }) => node.startsWith('honest'))
  .toSorted((a, b) => b.statistics.gap - a.statistics.gap)[0]!
const thresholds = calibrate(worst.jobs, random)

if (values.json) {
  const rows = measured.map(({ jobs: _, ...row }) => row)
  console.log(
    JSON.stringify(
      { role, ...values, rows, thresholds, encoded: toHex(encodeThresholds(thresholds)) },
      undefined,
      2,
    ),
  )
} else {
  console.log(`${role}, temperature ${values.temperature}, ${values.jobs} requests`)
  for (const one of measured) console.log(lineOf(one, thresholds))
  for (const { tokens, suspect, fault } of thresholds.perTokens) {
    const show = (limits: typeof suspect) =>
      `${limits.margin.toFixed(3)} / ${limits.gap.toFixed(3)}`
    console.log(
      `  ${tokens} tokens: doubted above ${show(suspect)}, a case above ${show(fault)} (margin / gap)`,
    )
  }
}
process.exit(0)

function lineOf({ node, statistics, jobs, forced, drawn }: Measured, limits: Thresholds): string {
  const { tokens, margin, gap, top1, overlap, exact } = statistics
  const found = [16, 32, 64, 96].map(
    (count) => `${count}: ${percent(shareFound(jobs, count, limits))}`,
  )
  return [
    node.padEnd(28),
    `${tokens} tokens`,
    `exact ${percent(exact)}`,
    `top1 ${percent(top1)}`,
    `margin ${margin.toFixed(4)}`,
    `gap ${gap.toFixed(4)}`,
    `overlap ${percent(overlap)}`,
    `drawn ${percent(drawn)}`,
    `forced loses ${percent(forced)}`,
    `doubted ${found.join(', ')}`,
  ].join('  ')
}

/** Share of probes of so many tokens, drawn from whole requests, that are not let pass. */
function shareFound(
  jobs: readonly (readonly PositionDifference[])[],
  tokens: number,
  limits: Thresholds,
): number {
  const draws = 500
  let found = 0
  for (let draw = 0; draw < draws; draw++) {
    const probe: PositionDifference[] = []
    while (probe.length < tokens) probe.push(...jobs[Math.floor(random() * jobs.length)]!)
    const verdict = judgeReplay(summarizeDifferences(probe.slice(0, tokens)), limits)
    found += Number(verdict !== 'pass')
  }
  return found / draws
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
