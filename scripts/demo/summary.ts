/** The end of the demo: who was paid what, and the same as JSON. */

import { formatDollars } from '#protocol/units.ts'
import type { DevnetNode } from '../devnet/startDevnet.ts'
import { mark } from './narrator.ts'
import type { DemoReport } from './runDemo.ts'

export type RunFigures = { readonly seconds: number; readonly peakMemoryMb: number | undefined }

/** Returns the table of nodes and jobs, ready to print. */
export function summaryText(
  report: DemoReport,
  nodes: readonly DevnetNode[],
  { seconds, peakMemoryMb }: RunFigures,
): string {
  const jobRows = report.jobs.map((job) => [
    job.name,
    job.answers.map(({ nodeId }) => `node ${nodeId}`).join(', '),
    formatDollars(job.paid),
    formatDollars(job.fee),
    formatDollars(job.refunded),
    mark(job.conserved && job.audit.ok && job.correct),
  ])
  const nodeRows = nodes.map(({ nodeId, roles, owner }) => [
    `node ${nodeId}`,
    roles.join(', '),
    owner.address,
    formatDollars(report.earned.get(nodeId) ?? 0n),
  ])
  const lieRows = report.caught.map((one) => [
    `node ${one.nodeId}`,
    one.lie,
    `${one.lane}: ${one.fault}`,
    formatDollars(one.slashed),
    `${formatDollars(one.before.weight)} → ${formatDollars(one.after.weight)}`,
    mark(one.ok),
  ])
  return [
    '',
    table([['job', 'answered by', 'paid', 'fee', 'refunded', 'all checks'], ...jobRows]),
    '',
    table([['who was paid', 'role', 'operator', 'dollars'], ...nodeRows]),
    '',
    table([['who lied', 'how', 'lane', 'slashed', 'weight', 'all checks'], ...lieRows]),
    '',
    `${mark(report.ok)} ${report.ok ? 'every check held' : 'a check did not hold'} · ${seconds} s${peakMemoryMb === undefined ? '' : ` · peak memory ${peakMemoryMb} MB`}`,
  ].join('\n')
}

/** Returns the report as one JSON object; amounts are micro-dollars as text. */
export function summaryJson(
  report: DemoReport,
  nodes: readonly DevnetNode[],
  figures: RunFigures,
): string {
  const value = {
    ok: report.ok,
    ...figures,
    jobs: report.jobs.map(({ moved, ...job }) => ({
      ...job,
      paidTo: Object.fromEntries(moved.paidTo),
    })),
    declined: report.declined,
    canary: report.canary,
    caught: report.caught,
    nodes: nodes.map(({ nodeId, roles, owner }) => ({
      nodeId,
      roles,
      operator: owner.address,
      earned: report.earned.get(nodeId) ?? 0n,
    })),
  }
  return JSON.stringify(
    value,
    (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item),
    2,
  )
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}
