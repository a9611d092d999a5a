/**
 * Scores the shipped experts through node-llama-cpp exactly as a node serves them.
 *
 * usage: npm run experts:eval -- [--role ROLE] [--count N] [--misses N] [--json]
 *
 * Each expert is scored in a process of its own, so that its memory is its own.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { getExpert } from '#runtime/experts/expert.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { getGenerator } from './getGenerator.ts'
import { loadServedModel } from './loadServedModel.ts'
import { EXPERTS_FOLDER } from './paths.ts'
import { readManifest } from './readManifest.ts'
import { type Score, scoreExpert } from './scoreExpert.ts'

/** What one expert showed. */
export type Report = {
  readonly role: string
  /** By test set of its own role. */
  readonly scores: Readonly<Record<string, Score>>
  /** Share of right answers on the new values (V) of every role: its row of the matrix. */
  readonly row: Readonly<Record<string, number>>
  readonly bytes: number
  readonly loadMs: number
  readonly residentMb: number
  readonly tokensPerSecond: number
  readonly showcase: readonly {
    readonly prompt: string
    readonly raw: string
    readonly answer: string
  }[]
}

/** Requests of each other role: enough to tell 0 from 30. */
const FOREIGN_COUNT = 50

/** Returns the figures of one shipped expert, measured in this process. */
export async function evaluateExpert(
  entry: ShippedExpert,
  roles: readonly string[],
  count: number,
): Promise<Report> {
  const { role, bytes } = entry
  const model = await loadServedModel({ ...entry, path: join(EXPERTS_FOLDER, entry.file) })
  const expert = getExpert(role)
  const showcase = []
  for (const prompt of getGenerator(role).showcase) {
    const { raw } = await model.write(expert.prepare(prompt))
    showcase.push({ prompt, raw, answer: expert.finish(raw, prompt).answer })
  }
  const residentMb = Math.round(process.memoryUsage().rss / 1e6)

  const scores: Record<string, Score> = {}
  for (const testSet of Object.keys(getGenerator(role).testSets))
    scores[testSet] = await scoreExpert(model, role, getGenerator(role), { testSet, count })
  const row: Record<string, number> = {}
  for (const other of roles) {
    const options = { testSet: 'V', count: FOREIGN_COUNT, alone: false }
    row[other] =
      other === role
        ? scores['V']!.right
        : (await scoreExpert(model, role, getGenerator(other), options)).right
  }
  const speeds = Object.values(scores).map(({ tokensPerSecond }) => tokensPerSecond)
  return {
    role,
    scores,
    row,
    bytes,
    loadMs: Math.round(model.loadMs),
    residentMb,
    tokensPerSecond: Math.round(speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length),
    showcase,
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      count: { type: 'string', default: '400' },
      misses: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
    },
  })
  const manifest = await readManifest()
  const roles = manifest.map(({ role }) => role)
  const wanted = manifest.filter(({ role }) => values.role === undefined || role === values.role)
  if (wanted.length === 0) throw new Error(`No shipped expert for "${values.role}".`)
  const count = Number(values.count)
  const reports =
    wanted.length === 1
      ? [await evaluateExpert(wanted[0]!, roles, count)]
      : await Promise.all(wanted.map(({ role }) => evaluateInChild(role, count)))
  if (values.json)
    console.log(JSON.stringify(asObject(reports), undefined, wanted.length > 1 ? 2 : 0))
  else for (const report of reports) printReport(report, Number(values.misses))
}

async function evaluateInChild(role: string, count: number): Promise<Report> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [import.meta.filename, '--role', role, '--count', String(count), '--json'],
    { maxBuffer: 2 ** 26 },
  )
  return (JSON.parse(stdout) as { reports: Report[] }).reports[0]!
}

/** One object with a key per figure, so that figures can be compared over time. */
function asObject(reports: readonly Report[]): object {
  const by = <Value>(value: (report: Report) => Value): Record<string, Value> =>
    Object.fromEntries(reports.map((report) => [report.role, value(report)]))
  return {
    scores: by(({ scores }) =>
      Object.fromEntries(
        Object.entries(scores).map(([name, { right, valid, modelAlone }]) => [
          name,
          { right, valid, modelAlone },
        ]),
      ),
    ),
    matrix: by(({ row }) => row),
    bytes: by(({ bytes }) => bytes),
    tokensPerSecond: by(({ tokensPerSecond }) => tokensPerSecond),
    loadMs: by(({ loadMs }) => loadMs),
    residentMb: by(({ residentMb }) => residentMb),
    reports,
  }
}

function printReport(report: Report, misses: number): void {
  const { role, scores, row, bytes, loadMs, residentMb, tokensPerSecond, showcase } = report
  console.log(
    `\n${role}: ${bytes} bytes, load ${loadMs} ms, ${residentMb} MB, ${tokensPerSecond} tok/s`,
  )
  for (const [name, score] of Object.entries(scores)) {
    console.log(
      `  ${name.padEnd(12)} right ${score.right}  valid ${score.valid}  model alone ${score.modelAlone}`,
    )
    console.log(`    ${JSON.stringify(score.families)}`)
    for (const { prompt, truth, answer } of score.misses.slice(0, misses))
      console.log(`    ${prompt}\n      meant    ${truth}\n      answered ${answer}`)
  }
  console.log(`  on every role's V: ${JSON.stringify(row)}`)
  for (const { prompt, raw, answer } of showcase)
    console.log(`  ${prompt}\n    ${raw} -> ${answer}`)
}

if (import.meta.main) await main()
