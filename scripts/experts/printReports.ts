/** The figures of the experts and of the gate as tables for people. */

import type { Report } from './evaluateExpert.ts'
import type { GateReport } from './evaluateGate.ts'

/** Prints what one expert showed, with its first misses of each test set. */
export function printReport(report: Report, misses: number): void {
  const { role, scores, bytes, loadMs, residentMb, tokensPerSecond, showcase } = report
  console.log(
    `\n${role}: ${bytes} bytes, serves after ${loadMs} ms, ${residentMb} MB resident, ${tokensPerSecond} tok/s`,
  )
  for (const [name, score] of Object.entries(scores)) {
    console.log(
      `  ${name.padEnd(12)} right ${score.right}  valid ${score.valid}  model alone ${score.modelAlone}`,
    )
    console.log(`    ${JSON.stringify(score.families)}`)
    for (const { prompt, truth, answer } of score.misses.slice(0, misses))
      console.log(`    ${prompt}\n      meant    ${truth}\n      answered ${answer}`)
  }
  for (const { prompt, raw, answer } of showcase)
    console.log(`  ${prompt}\n    ${raw} -> ${answer}`)
}

/** Prints every expert on every role's held-out requests, and by how much each leads on its own. */
export function printMatrix(reports: readonly Report[]): void {
  const roles = Object.keys(reports[0]!.row)
  const line = (head: string, cells: readonly (string | number)[]): void =>
    console.log(`  ${head.padEnd(13)}${cells.map((cell) => String(cell).padStart(12)).join('')}`)
  console.log('\nRight on the held-out requests (V and W) of each role, percent')
  line('expert', roles)
  for (const { role, row } of reports) line(role, Object.values(row))
  const margins = marginsOf(reports)
  line(
    'leads by',
    roles.map((role) => margins[role] ?? ''),
  )
}

/** Returns by how many points each expert beats the best other expert on its own role. */
export function marginsOf(reports: readonly Report[]): Record<string, number> {
  return Object.fromEntries(
    reports.map(({ role, row }) => {
      const others = reports.filter((other) => other.role !== role).map((other) => other.row[role]!)
      return [role, Math.round(10 * (row[role]! - Math.max(0, ...others))) / 10]
    }),
  )
}

/** Prints how the gate routes and declines, and whether its confidence can be believed. */
export function printGate(gate: GateReport): void {
  console.log(`\nGate on ${gate.count} held-out prompts`)
  console.log(`  routes ${gate.accuracy} %: ${JSON.stringify(gate.accuracyByRole)}`)
  console.log(`  declines ${gate.decline} % of what no expert serves`)
  console.log(`  calibration error ${gate.calibrationError} points`)
  for (const { from, to, count, confidence, right } of gate.reliability)
    console.log(
      `    confidence ${from} to ${to}: ${String(count).padStart(6)} prompts, says ${confidence}, right ${right}`,
    )
}
