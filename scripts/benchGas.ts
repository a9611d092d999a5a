/**
 * Prints what each verb of the contracts costs, against its target and the tracked figures of docs/gas.json.
 *
 * `--json` prints one JSON object and nothing else; `--write` tracks the figures and writes docs/gas.md. Ends with 1 when a target is missed
 * or the generated code is not of the sources, and with 2 when a figure grew by more than the tolerance.
 */

import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readContractCode } from './deploy/contractCode.ts'
import { sourceHash } from './deploy/sourceHash.ts'
import { gasPage } from './gas/gasPage.ts'
import { type GasFigures, measureGas } from './gas/measureGas.ts'

/** Most gas that each verb may use; the reasons are in the design's comparison with other markets. */
const TARGETS: GasFigures = {
  settleMarginal: 12_000,
  settleBatch100Each: 13_000,
  settleOneJob16Each: 17_500,
  fund4Nodes: 180_000,
  depositPermitFund4: 220_000,
  depositWithPermit: 110_000,
  register: 420_000,
  stakeApprove: 75_000,
  stakePermit: 100_000,
  withdraw: 45_000,
  pull1: 55_000,
  close: 30_000,
  releaseDone4: 105_000,
  releaseGrace16: 140_000,
  proveRace16: 90_000,
  proveRace16Alone: 70_000,
  proveRaceRefund: 105_000,
  proveRaceAgain: 115_000,
  proveEquivocation: 120_000,
  proveEarlyStop: 95_000,
  burnProceeds: 60_000,
  openCase: 300_000,
  drawJury64: 1_250_000,
  weights16: 210_000,
}
/** Small source changes move inlining by about this much. */
const TOLERANCE = 0.01

const root = path.resolve(import.meta.dirname, '..')
const trackedFile = path.join(root, 'docs', 'gas.json')
const code = await readContractCode()

if (code.sourceHash !== (await sourceHash(root))) {
  console.error('The generated code is not of these sources. Run: node scripts/exportAbi.ts')
  process.exit(1)
}

const gas = await measureGas()
const missed = Object.entries(TARGETS).filter(([name, most]) => (gas[name] ?? Infinity) > most)
const tracked = await readTracked()
const grown = Object.entries(tracked).filter(
  ([name, before]) => (gas[name] ?? Infinity) > before * (1 + TOLERANCE),
)

if (process.argv.includes('--write')) await writeTracked()
if (process.argv.includes('--json')) console.log(JSON.stringify(ordered(gas)))
else printTable()

if (missed.length > 0) process.exitCode = 1
else if (grown.length > 0 && !process.argv.includes('--write')) process.exitCode = 2

function printTable(): void {
  console.log(`Gas from receipts, ${code.compiler.profile} profile, solc ${code.compiler.version}`)
  console.log(row(['verb', 'gas', 'target', 'tracked', '']))
  for (const [name, most] of Object.entries(TARGETS)) {
    const used = gas[name] ?? Number.NaN
    const verdict = used > most ? 'MISSED' : 'ok'
    const cells = [used, most, tracked[name]].map((n) => n?.toLocaleString('en-US') ?? '-')
    console.log(row([name, ...cells, verdict]))
  }
  for (const [name] of grown) console.log(`${name} grew by more than ${TOLERANCE * 100} %.`)
}

function row(cells: readonly string[]): string {
  const [name = '', ...rest] = cells
  return `${name.padEnd(22)}${rest.map((cell) => cell.padStart(10)).join('')}`
}

function ordered(figures: GasFigures): GasFigures {
  return Object.fromEntries(Object.keys(TARGETS).map((name) => [name, figures[name] ?? 0]))
}

async function readTracked(): Promise<GasFigures> {
  const text = await readFile(trackedFile, 'utf8').catch(() => '{"gas":{}}')
  return (JSON.parse(text) as { gas: GasFigures }).gas
}

async function writeTracked(): Promise<void> {
  const { version, profile, settings } = code.compiler
  const record = { compiler: version, profile, settings, targets: TARGETS, gas: ordered(gas) }
  await writeFile(trackedFile, `${JSON.stringify(record, null, 2)}\n`)
  await writeFile(path.join(root, 'docs', 'gas.md'), gasPage(ordered(gas), TARGETS))
}
