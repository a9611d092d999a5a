/**
 * Scores the shipped experts through node-llama-cpp exactly as a node serves them, and the gate before them.
 *
 * usage: npm run experts:eval -- [--role ROLE] [--count N] [--misses N] [--json] [--write]
 *
 * One expert after the other, so that speeds and starts are those of an idle machine if it is idle.
 * --write puts the figures into the manifest, the cards and the page that compares all experts.
 */

import { parseArgs } from 'node:util'
import { evaluateExpert, type Report } from './evaluateExpert.ts'
import { evaluateGate } from './evaluateGate.ts'
import { marginsOf, printGate, printMatrix, printReport } from './printReports.ts'
import { readManifest } from './readManifest.ts'
import { writeFigures } from './writeFigures.ts'

/** Prompts per role and tier that the gate is asked. */
const GATE_COUNT = 400

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    count: { type: 'string', default: '500' },
    misses: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const manifest = await readManifest()
const roles = manifest.map(({ role }) => role)
const wanted = manifest.filter(({ role }) => values.role === undefined || role === values.role)
if (wanted.length === 0) throw new Error(`No shipped expert for "${values.role}".`)
const count = Number(values.count)

const reports: Report[] = []
for (const entry of wanted) {
  const report = await evaluateExpert(entry, { roles, count })
  reports.push(report)
  if (!values.json) printReport(report, Number(values.misses))
}
const gate = evaluateGate(GATE_COUNT)
if (values.json) console.log(JSON.stringify(asObject(), undefined, 2))
else {
  if (reports.length > 1) printMatrix(reports)
  printGate(gate)
}
if (values.write) await writeFigures(reports, { gate, count })

/** One object with a key per figure, so that figures can be compared over time. */
function asObject(): object {
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
    margins: marginsOf(reports),
    gate,
    bytes: by(({ bytes }) => bytes),
    tokensPerSecond: by(({ tokensPerSecond }) => tokensPerSecond),
    loadMs: by(({ loadMs }) => loadMs),
    residentMb: by(({ residentMb }) => residentMb),
  }
}
