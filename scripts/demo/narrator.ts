/** Tells the story while it happens, in a few lines a job. Silent where a program reads. */

import type { JobEvent } from '#client/jobEvents.ts'
import type { NodeId } from '#protocol/ids.ts'
import { formatDollars } from '#protocol/units.ts'
import type { CaughtLie } from './catchLiar.ts'
import type { DemoJob } from './demoJobs.ts'
import type { Liar } from './liars.ts'
import type { CanaryReport, Declined } from './runDemo.ts'
import type { JobReport } from './runDemoJob.ts'

export type Narrator = {
  readonly step: (text: string) => void
  readonly models: (count: number, wrong: readonly string[]) => void
  readonly jobStarts: (job: DemoJob) => void
  readonly event: (event: JobEvent) => void
  readonly jobEnds: (report: JobReport) => void
  readonly declined: (declined: Declined) => void
  readonly canary: (report: CanaryReport) => void
  readonly liarsJoin: (liars: number, verifiers: number) => void
  readonly liarStarts: (liar: Liar, nodeId: NodeId) => void
  readonly liarEnds: (caught: CaughtLie) => void
}

/** Returns a narrator that writes lines to a stream. */
export function createNarrator(write: (line: string) => void): Narrator {
  const detail = (text: string) => write(`    ${text}`)
  return {
    step: (text) => write(`· ${text}`),
    models: (count, wrong) => {
      write(`${mark(wrong.length === 0)} ${count} experts are registered with role and context`)
      for (const name of wrong) detail(`✗ not so ${name}`)
    },
    jobStarts: ({ prompt }) => write(`\n> ${prompt}`),
    event: (event) => {
      const text = describeEvent(event)
      if (text !== undefined) detail(text)
    },
    jobEnds: (report) => {
      for (const line of report.answer.split('\n')) detail(`= ${line}`)
      detail(
        `paid ${formatDollars(report.paid)} + fee ${formatDollars(report.fee)}, refunded ${formatDollars(report.refunded)} of ${formatDollars(report.locked)} locked`,
      )
      detail(
        `${mark(report.correct)} right   ${mark(report.conserved)} conserved   ${mark(report.audit.ok)} audit, ${report.audit.checks} checks   first token after ${report.firstTokenMs} ms`,
      )
      for (const name of report.audit.failed) detail(`✗ audit: ${name}`)
    },
    declined: ({ prompt, message, ok }) => {
      write(`\n> ${prompt}`)
      detail(`${mark(ok)} declined, nothing was paid. ${message}`)
    },
    canary: (report) => {
      write('\nWas the prompt seen anywhere?')
      detail(`${mark(!report.foundOnWire)} not in ${report.bytesOnWire} bytes on the wire`)
      detail(
        `${mark(report.foundInFiles.length === 0)} not in any log, database or file of any node ${report.foundInFiles.join(' ')}`,
      )
      detail(
        `${mark(report.foundOnChain.length === 0)} not in the calldata or logs of any transaction`,
      )
      const { foundSealed, foundUnsealed } = report.control
      detail(
        `${mark(!foundSealed && foundUnsealed)} control with transport encryption off: the same search ${foundSealed ? 'FINDS' : 'misses'} the sealed prompt and ${foundUnsealed ? 'finds' : 'MISSES'} the unsealed one`,
      )
    },
    liarsJoin: (liars, verifiers) =>
      write(
        `\n${liars} dishonest nodes join, staked like the others, and ${verifiers} verifiers who can be drawn into juries`,
      ),
    liarStarts: ({ role, story }, nodeId) => write(`\n> node ${nodeId} (${role}) ${story}`),
    liarEnds: (caught) => {
      for (const line of linesOf(caught)) detail(line)
    },
  }
}

function linesOf(caught: CaughtLie): string[] {
  const { lane, found, asked, slashed, txHash, before, after, audit } = caught
  const dollars = formatDollars
  return [
    `found    ${found}, in answer ${asked} to this requester`,
    `lane ${lane}   ${dollars(slashed)} of ${dollars(before.stake)} dollars slashed, jailed, tx ${short(txHash)}`,
    `weight   ${dollars(before.weight)} before, ${dollars(after.weight)} now`,
    `${mark(audit.ok)} recomputed from the chain alone, ${audit.checks} checks`,
    ...audit.failed.map((name) => `✗ audit: ${name}`),
  ]
}

export function mark(ok: boolean): string {
  return ok ? '✓' : '✗'
}

function describeEvent(event: JobEvent): string | undefined {
  switch (event.type) {
    case 'planned':
      return `plan     ${event.tasks.map(({ role }) => role).join(' + ')}: ${event.reason}`
    case 'routed':
      return `route    ${event.role}: ${event.reason}`
    case 'quoted':
      return `quote    at most ${formatDollars(event.required)}; ${event.mode}: ${event.label}`
    case 'funded':
      return `fund     job ${event.jobId}, ${formatDollars(event.locked)} locked, tx ${short(event.txHash)}`
    case 'sealed':
      return `seal     ${event.envelopeBytes} bytes that only node ${event.nodeId} can open`
    case 'raced':
      return `race     each of ${event.tokens} tokens recomputed from the seed`
    case 'receipt':
      return `receipt  node ${event.receipt.receipt.nodeId}: ${event.receipt.receipt.inputBytes} bytes in, ${event.receipt.receipt.outputTokens} tokens out, ${event.checks.length} checks`
    case 'rerouted':
      return `reroute  node ${event.from} → ${event.to} (${event.code})`
    case 'taskFailed':
      return `failed   ${event.code}: ${event.message}`
    default:
      return undefined
  }
}

function short(hash: string): string {
  return `${hash.slice(0, 10)}…`
}
