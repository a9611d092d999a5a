/** The figures of the detection bench: kept in docs/detection.json, shown in docs/benchmarks.md. */

import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCalibrations } from './calibrationFile.ts'
import { calibrationTable } from './calibrationTable.ts'
import type { Cheat } from './cheats.ts'
import { CHEATS } from './cheats.ts'
import { costTable } from './costTable.ts'
import { type Apart, type Detection, TOKEN_COUNTS } from './detectionOf.ts'
import type { Costs } from './measureCosts.ts'
import { type Forcing, WRITERS, type Writer } from './measureForcing.ts'
import type { HonestProbes } from './probeHonest.ts'

type RoleDetection = {
  readonly jobs: number
  readonly tokens: number
  readonly sha256: string
  readonly rows: Readonly<Record<'honest' | Cheat, Detection>>
}

/** With the hashes of the model that they are of and of what its thresholds were found on. */
type RoleHonest = HonestProbes & { readonly sha256: string; readonly setHash?: string }

/** By role, as far as they were measured. */
export type DetectionFigures = {
  readonly detection: Readonly<Record<string, RoleDetection>>
  readonly forcing: Readonly<
    Record<string, { readonly jobs: number; readonly rows: readonly Forcing[] }>
  >
  readonly honest: Readonly<Record<string, RoleHonest>>
  readonly costs: Readonly<Record<string, Costs>>
  /** Of a larger model with random weights, by length of the answer. */
  readonly larger?: Readonly<Record<string, Costs>>
}

const DOCS = join(import.meta.dirname, '../../docs')
const FILE = join(DOCS, 'detection.json')
const PAGE = join(DOCS, 'benchmarks.md')
const MARKS = ['<!-- detection: generated -->', '<!-- /detection -->'] as const
const NONE: DetectionFigures = { detection: {}, forcing: {}, honest: {}, costs: {} }
const CHEAT_NAMES = Object.keys(CHEATS) as Cheat[]

/** Returns the figures that are kept. */
export async function readFigures(): Promise<DetectionFigures> {
  return existsSync(FILE) ? JSON.parse(await readFile(FILE, 'utf8')) : NONE
}

/** Returns one object with a key per figure: the worst of the experts where there are several. */
export function summaryOf({ detection, forcing, honest, costs, larger }: DetectionFigures): object {
  const roles = Object.values(detection)
  const worst = (pick: (row: Detection) => Detection['tpr']) =>
    Object.fromEntries(
      CHEAT_NAMES.map((cheat) => [cheat, lowestOf(roles.map(({ rows }) => pick(rows[cheat])))]),
    )
  const probes = Object.values(honest)
  const sum = (pick: (one: HonestProbes) => number) =>
    probes.reduce((total, one) => total + pick(one), 0)
  const mean = (pick: (one: Costs) => number) => {
    const all = Object.values(costs).map(pick)
    return round(all.reduce((total, one) => total + one, 0) / all.length)
  }
  return {
    tpr: worst(({ tpr }) => tpr),
    laneA: Object.fromEntries(
      Object.entries(worst(({ laneA }) => laneA)).map(([cheat, shares]) => [cheat, shares[32]]),
    ),
    forced: forcedOf(Object.values(forcing)),
    honest: { probes: sum((one) => one.probes), slashed: sum((one) => one.slashed) },
    verifierCostRatio: mean((one) => one.verifierCostRatio),
    transcriptCostRatio: mean((one) => one.transcriptCostRatio),
    forcingCostRatio: mean((one) => one.forcingCostRatio ?? 0),
    larger,
    apart: Object.fromEntries(
      CHEAT_NAMES.map((cheat) => [cheat, fewestOf(roles.map(({ rows }) => rows[cheat].apart))]),
    ),
    sameClass: worst(({ sameClass }) => sameClass),
    replay: worst(({ replay }) => replay),
    tokensOnly: worst(({ tokensOnly }) => tokensOnly),
    changed: worst(({ changed }) => changed),
    falsePositives: highestOf(roles.map(({ rows }) => rows.honest.tpr)),
  }
}

/**
 * Puts figures into the file, beside those of other roles, and the page's tables after them. Honest probes are added
 * to those that were made of the same model under the same thresholds before.
 */
export async function putFigures(figures: DetectionFigures): Promise<void> {
  const before = await readFigures()
  const all: DetectionFigures = {
    detection: { ...before.detection, ...figures.detection },
    forcing: { ...before.forcing, ...figures.forcing },
    honest: { ...before.honest, ...addHonest(before.honest, figures.honest) },
    costs: { ...before.costs, ...figures.costs },
    larger: { ...before.larger, ...figures.larger },
  }
  await writeFile(FILE, `${JSON.stringify(all, roundNumbers, 1)}\n`)
  const page = await readFile(PAGE, 'utf8')
  const [start, end] = [page.indexOf(MARKS[0]), page.indexOf(MARKS[1])]
  if (start < 0 || end < start)
    throw new Error('The page of benchmarks has no place for detection.')
  const tables = `${tablesOf(all)}\n\n${calibrationTable(await readCalibrations())}`
  const text = `${page.slice(0, start)}${MARKS[0]}\n\n${tables}\n\n${page.slice(end)}`
  await writeFile(PAGE, text)
}

function addHonest(
  before: DetectionFigures['honest'],
  more: DetectionFigures['honest'],
): DetectionFigures['honest'] {
  return Object.fromEntries(
    Object.entries(more).map(([role, one]) => {
      const { sha256, setHash } = one
      const kept = before[role]
      const earlier = kept?.sha256 === sha256 && kept.setHash === setHash ? [kept] : []
      return [role, { sha256, setHash, ...sumOf([one, ...earlier]) }]
    }),
  )
}

function sumOf(all: readonly HonestProbes[]): HonestProbes {
  const sum = (pick: (one: HonestProbes) => number) =>
    all.reduce((total, one) => total + pick(one), 0)
  return {
    probes: sum((one) => one.probes),
    slashed: sum((one) => one.slashed),
    suspected: sum((one) => one.suspected),
    judgements: sum((one) => one.judgements),
    tokens: sum((one) => one.tokens),
    sameClass: sum((one) => one.sameClass),
    twoThreads: sum((one) => one.twoThreads),
    libraries: sum((one) => one.libraries ?? 0),
  }
}

/** Returns the tables of the page. */
export function tablesOf({ detection, forcing, honest, costs, larger }: DetectionFigures): string {
  const parts = Object.entries(detection).map(([role, one]) => detectionTable(role, one))
  for (const [role, { jobs, rows }] of Object.entries(forcing)) {
    parts.push(forcingTable(role, jobs, rows))
  }
  const probed = Object.entries(honest)
  if (probed.length > 0) parts.push(honestTable(probed))
  const priced = Object.entries(costs)
  const random = Object.entries(larger ?? {}).map(
    ([length, one]) => [`random weights, only its cost means something: ${length}`, one] as const,
  )
  if (priced.length + random.length > 0) parts.push(costTable([...priced, ...random]))
  return parts.join('\n\n')
}

function detectionTable(role: string, { jobs, tokens, rows }: RoleDetection): string {
  const all = ['honest', ...CHEAT_NAMES] as const
  const lines = all.map((name) => {
    const { tpr, apart, sameClass, tokensOnly, laneA, changed } = rows[name]
    const shares = TOKEN_COUNTS.map((count) => percent(tpr[count]))
    return line([
      name === 'honest' ? 'honest' : CHEATS[name],
      ...shares,
      `${apart.found} of ${apart.probes}: ${percent(apart.interval[0])} to ${percent(apart.interval[1])}`,
      percent(sameClass[32]),
      percent(tokensOnly[32]),
      percent(laneA[32]),
      percent(changed[32]),
    ])
  })
  const head = line([
    `${role}: ${jobs} requests, ${tokens} tokens`,
    ...TOKEN_COUNTS.map((count) => `${count}`),
    '32, no answer twice: 95 % interval',
    'same class, 32',
    'tokens alone, 32',
    'lane A, 32',
    'other tokens, 32',
  ])
  return [head, line(Array(10).fill('---')), ...lines].join('\n')
}

const WRITER_NAMES: Readonly<Record<Writer, string>> = {
  noise: 'weights off by 1 %',
  q4: 'Q4_0',
  layerRemoved: 'a layer less',
  weak: 'weights off by 30 %',
  twoLayers: 'two layers',
}

function forcingTable(role: string, jobs: number, rows: readonly Forcing[]): string {
  const head = line([
    `${role}: ${jobs} requests each`,
    'right',
    'drawn',
    ...WRITERS.map((name) => WRITER_NAMES[name]),
  ])
  const lines = rows.map(({ temperatureMilli, grammar, right, drawn, writers: by }) =>
    line([
      `temperature ${temperatureMilli / 1000}${grammar ? '' : ', no grammar'}`,
      percent(right),
      percent(drawn),
      ...WRITERS.map((name) => {
        const { per32, differing32, seen32, differing, differingUnseen } = by[name]
        const ofOthers = differing32 === 0 ? 'none differs' : `${percent(seen32)} of others`
        return `${percent(per32)}, ${ofOthers}, unseen ${differingUnseen} of ${differing}`
      }),
    ]),
  )
  return [head, line(Array(8).fill('---')), ...lines].join('\n')
}

function honestTable(probed: readonly (readonly [string, HonestProbes])[]): string {
  const head =
    'honest probes|slashed|within the class|two threads|two libraries|judged across|doubted|tokens'
  const row = (name: string, one: HonestProbes) =>
    line([
      `${name}: ${one.probes}`,
      `${one.slashed}`,
      `${one.sameClass}`,
      `${one.twoThreads}`,
      `${one.libraries ?? 0}`,
      `${one.judgements}`,
      `${one.suspected}`,
      `${one.tokens}`,
    ])
  const lines = probed.map(([role, one]) => row(role, one))
  const total = sumOf(probed.map(([, one]) => one))
  return [line(head.split('|')), line(Array(8).fill('---')), ...lines, row('all', total)].join('\n')
}

/** By cheap writer, as the experts are served: the lowest of the shares, and all answers that nobody could see. */
function forcedOf(roles: readonly { readonly rows: readonly Forcing[] }[]): object {
  const served = roles.flatMap(({ rows }) =>
    rows.filter(({ temperatureMilli, grammar }) => temperatureMilli === 0 && grammar),
  )
  const of = (name: Writer) => {
    const all = served.map(({ writers }) => writers[name])
    const differing = all.filter(({ differing32 }) => differing32 > 0)
    return {
      all: Math.min(...all.map(({ per32 }) => per32)),
      differing: Math.min(...differing.map(({ seen32 }) => seen32)),
      unseen: all.reduce((total, { differingUnseen }) => total + differingUnseen, 0),
    }
  }
  return Object.fromEntries(WRITERS.map((name) => [name, of(name)]))
}

function fewestOf(all: readonly Apart[]): Apart | undefined {
  return all.toSorted((a, b) => a.interval[0] - b.interval[0])[0]
}

function lowestOf(all: readonly Detection['tpr'][]): Detection['tpr'] {
  return extremeOf(all, Math.min)
}

function highestOf(all: readonly Detection['tpr'][]): Detection['tpr'] {
  return extremeOf(all, Math.max)
}

function extremeOf(all: readonly Detection['tpr'][], pick: (...values: number[]) => number) {
  return Object.fromEntries(
    TOKEN_COUNTS.map((count) => [count, pick(...all.map((one) => one[count]))]),
  ) as Detection['tpr']
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function percent(share: number): string {
  const text = (100 * share).toFixed(share > 0 && share < 0.01 ? 2 : 1)
  return `${text.replace(/\.0$/, '')} %`
}

function round(value: number): number {
  return Math.round(1e4 * value) / 1e4
}

function roundNumbers(_: string, value: unknown): unknown {
  return typeof value === 'number' ? round(value) : value
}
