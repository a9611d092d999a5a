/**
 * How surely the listed cheats are found on the shipped experts, that honest nodes are not, and what it costs.
 *
 * usage: npm run bench:detection -- [--json] [--quick] [--write] [--fixture] [--role ROLE] [--part PART] [--jobs N]
 *        [--honest N] [--minutes N] [--samples FOLDER] [--larger]
 *
 * PART is one of detection, forcing, honest, costs; all of them without. --quick is a small sample of math.
 * --honest is the number of honest probes of all roles together, --minutes the longest time for collecting.
 * --samples keeps what was collected for detection in FOLDER and adds to it, so that it is not collected again.
 * --fixture puts the samples of ROLE into test/fixtures, where a test judges them again.
 * --larger measures the costs on a larger model as well, which is made for it in a temporary folder: random weights from
 * a fixed seed, about 270 million parameters, so only its cost means something; with --role none, on that model alone.
 * --write keeps the figures in docs/detection.json and docs/benchmarks.md.
 */

import { parseArgs } from 'node:util'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import type { ExpertCalibration } from '#verification/calibrations.ts'
import type { Thresholds } from '#verification/thresholds.ts'
import { createRandom } from '../experts/random.ts'
import { readManifest } from '../experts/readManifest.ts'
import { readCalibrations } from './calibrationFile.ts'
import { type Collected, collectSamples } from './collectSamples.ts'
import { writeFixture } from './detectionFixture.ts'
import { detectionOf } from './detectionOf.ts'
import {
  type DetectionFigures,
  putFigures,
  readFigures,
  summaryOf,
  tablesOf,
} from './detectionReport.ts'
import { measureCosts } from './measureCosts.ts'
import { measureForcing } from './measureForcing.ts'
import { measureLarger } from './measureLarger.ts'
import { probeHonest } from './probeHonest.ts'
import { readSamples, writeSamples } from './sampleFile.ts'

const REQUEST_SEED = 20_270_901
const DRAW_SEED = 11
/** Of the requests, those for costs and for each temperature of forcing. */
const COST_SHARE = 0.2
const FORCING_SHARE = 0.4

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    fixture: { type: 'boolean', default: false },
    role: { type: 'string' },
    part: { type: 'string' },
    jobs: { type: 'string' },
    honest: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    samples: { type: 'string' },
    larger: { type: 'boolean', default: false },
  },
})
// every engine listens for the end of the process
process.setMaxListeners(0)
const jobs = Number(values.jobs ?? (values.quick ? 12 : 200))
const honest = Number(values.honest ?? (values.quick ? 50 : 10_000))
const role = values.role ?? (values.quick ? 'math' : undefined)
const calibrations = await readCalibrations()
const experts = (await readManifest()).filter((one) => role === undefined || one.role === role)
if (experts.length === 0 && role !== 'none') throw new Error(`No shipped expert for "${role}".`)

const wants = (part: string) => values.part === undefined || values.part === part
const until = Date.now() + 60_000 * Number(values.minutes)
const NONE: DetectionFigures = { detection: {}, forcing: {}, honest: {}, costs: {} }
let figures = NONE
for (const expert of experts) {
  const own = await measure(expert)
  if (values.write) await putFigures(own)
  figures = {
    detection: { ...figures.detection, ...own.detection },
    forcing: { ...figures.forcing, ...own.forcing },
    honest: { ...figures.honest, ...own.honest },
    costs: { ...figures.costs, ...own.costs },
  }
}
if (values.larger) {
  const larger = await measureLarger()
  figures = { ...figures, larger }
  if (values.write) await putFigures({ ...NONE, larger })
}
console.log(
  values.json
    ? JSON.stringify({ ...summaryOf(figures), byRole: figures }, undefined, 2)
    : tablesOf(figures),
)
process.exit(0)

async function measure(expert: ShippedExpert): Promise<DetectionFigures> {
  const { thresholds } = calibrationOf(expert)
  const { role, sha256 } = expert
  const count = (share: number) => Math.ceil(share * jobs)
  return {
    detection: wants('detection') ? { [role]: await detect(expert, thresholds, sha256) } : {},
    costs: wants('costs') ? { [role]: await measureCosts(expert, count(COST_SHARE)) } : {},
    forcing: wants('forcing')
      ? {
          [role]: {
            jobs: count(FORCING_SHARE),
            rows: await measureForcing(expert, count(FORCING_SHARE)),
          },
        }
      : {},
    honest: wants('honest') ? { [role]: await probe(expert, thresholds) } : {},
  }
}

async function detect(expert: ShippedExpert, thresholds: Thresholds, sha256: string) {
  const collected = await collect(expert)
  if (values.fixture) await writeFixture(expert, thresholds, collected)
  const rows = detectionOf(collected, thresholds, createRandom(DRAW_SEED))
  const { honest } = collected
  return { jobs: honest.length, tokens: honest.flat().length, sha256, rows }
}

async function collect(expert: ShippedExpert): Promise<Collected> {
  const folder = values.samples
  const kept = folder === undefined ? undefined : await readSamples(folder, expert)
  const from = kept?.honest.length ?? 0
  if (kept !== undefined && from >= jobs) return kept
  const asked = { jobs, seed: REQUEST_SEED, temperatureMilli: 0 }
  const more = await collectSamples(expert, { ...asked, from, until })
  const sets = Object.entries(more).map(([name, set]) => [
    name,
    [...(kept?.[name as keyof Collected] ?? []), ...set],
  ])
  const all = Object.fromEntries(sets) as Collected
  if (folder !== undefined) await writeSamples(folder, expert, all)
  return all
}

async function probe(expert: ShippedExpert, thresholds: Thresholds) {
  const { role, sha256 } = expert
  const { setHash } = thresholds.calibration
  const kept = values.write ? (await readFigures()).honest[role] : undefined
  const from = kept?.sha256 === sha256 && kept.setHash === setHash ? kept.probes : 0
  const probes = Math.ceil(honest / experts.length)
  return { sha256, setHash, ...(await probeHonest(expert, thresholds, { probes, from, until })) }
}

function calibrationOf({ role, sha256 }: ShippedExpert): ExpertCalibration {
  const found = calibrations.find((one) => one.sha256 === sha256)
  if (found !== undefined) return found
  throw new Error(
    `The ${role} expert has no thresholds: npm run experts:calibrate -- --role ${role}`,
  )
}
