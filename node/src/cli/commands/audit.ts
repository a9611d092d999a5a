/** witan audit: recomputes a job from the chain, and from receipts where there are any, or what the court did; 7 when a value differs. */

import { auditJob, type JobAudit } from '#client/auditJob.ts'
import type { Check } from '#client/check.ts'
import { connectReader } from '#client/connectChain.ts'
import { decodeJournal, type Journal } from '#client/journal.ts'
import { WitanError } from '#protocol/errors.ts'
import { type JobId, parseJobId } from '#protocol/ids.ts'
import { formatDollars } from '#protocol/units.ts'
import type { Command, CommandContext } from '../context.ts'
import { createFileJournal } from '../fileJournal.ts'
import { formatTable } from '../formatTable.ts'
import { loadSettings } from '../loadSettings.ts'
import { openChain } from '../openChain.ts'
import type { Output } from '../output.ts'
import { type ReceiptsFile, readReceipts } from '../receiptsFile.ts'
import { auditCourt, isCourtSubject } from './auditCourt.ts'

export type AuditOptions = {
  readonly jobId: string
  readonly receipts?: string
  readonly replay?: boolean
}

/** Exit code of an audit that found a difference; equal to that of VERIFICATION_FAILED. */
const MISMATCH = 7

export const audit: Command<AuditOptions> = async (context, options) => {
  const { output } = context
  const caseId = /^case:([1-9]\d{0,17})$/.exec(options.jobId)?.[1]
  if (options.replay && caseId === undefined) {
    throw new WitanError('INPUT_INVALID', 'A replay judges a case again: name one, such as case:3.')
  }
  if (isCourtSubject(options.jobId)) return await auditOther(context, options)
  const jobId = jobIdIn(options.jobId)
  const given =
    options.receipts === undefined ? undefined : await readFileOf(jobId, options.receipts)
  const { config } = loadSettings(context)
  const chain = await openChain(config)
  const journal = await readJournal(config.dataDir, jobId)
  const receipts = given?.receipts ?? journal?.receipts ?? []

  const report = await auditJob({ chain: connectReader(chain) }, jobId, {
    receipts,
    // Races are recomputed where their leaves are: with the requester, and with whom it gave them.
    transcripts: [...(given?.transcripts ?? []), ...(journal?.transcripts ?? [])],
    // Only the requester can open the terms to the plan.
    ...(journal ? { opening: journal.opening } : {}),
  })
  output.result(
    {
      ...report,
      receipts: receipts.length,
      checks: report.checks.map(({ command: _, ...check }) => check),
    },
    render(report, { receipts: receipts.length, output }),
  )
  if (report.ok) return 0
  const failed = report.checks.filter(({ ok }) => !ok)
  sayMismatch(context, failed.length)
  return MISMATCH
}

function jobIdIn(subject: string): JobId {
  try {
    return parseJobId(subject)
  } catch (cause) {
    throw new WitanError(
      'INPUT_INVALID',
      `Nothing that can be audited is named "${subject}". Give a job id (0x and 40 hex digits), a proving transaction (0x and 64), case:3, probe:4-118850 or node:4.`,
      { cause },
    )
  }
}

/** Recomputes a punishment, a case, probes or weights. */
async function auditOther(
  context: CommandContext,
  { jobId: subject, replay }: AuditOptions,
): Promise<number> {
  const { output } = context
  const { config } = loadSettings(context)
  const chain = await openChain(config)
  const checks = [...(await auditCourt(chain, subject))]
  if (replay) {
    const { replayCase } = await import('../verifying/replayCase.ts')
    checks.push(...(await replayCase(config, chain, BigInt(subject.slice('case:'.length)))))
  }
  const failed = checks.filter(({ ok }) => !ok)
  output.result({ subject, ok: failed.length === 0, checks }, renderChecks(checks, output))
  if (failed.length === 0) return 0
  sayMismatch(context, failed.length)
  return MISMATCH
}

async function readFileOf(jobId: JobId, path: string): Promise<ReceiptsFile> {
  const file = await readReceipts(path)
  if (file.jobId === jobId) return file
  throw new WitanError('INPUT_INVALID', `The receipts in ${path} are of the job ${file.jobId}.`)
}

/** Returns what this data folder knows of a job that it paid for itself. */
async function readJournal(dataDir: string, jobId: JobId): Promise<Journal | undefined> {
  const text = await createFileJournal(dataDir).load(jobId)
  return text === undefined ? undefined : decodeJournal(text)
}

function render(
  report: JobAudit,
  { receipts, output }: { readonly receipts: number; readonly output: Output },
): string {
  const { jobId, status, locked, paid, fee, refunded, open, nodes, checks } = report
  return [
    formatTable([
      ['job', jobId],
      ['status', status],
      ['locked', formatDollars(locked)],
      ['paid', formatDollars(paid)],
      ['fee', formatDollars(fee)],
      ['refunded', formatDollars(refunded)],
      ['still locked', formatDollars(open)],
      ...nodes.map(({ nodeId, cap, claimed }) => [
        `node ${nodeId}`,
        `${formatDollars(claimed)} of at most ${formatDollars(cap)}`,
      ]),
      ['receipts', receipts === 0 ? 'none given; --receipts checks them too' : String(receipts)],
    ]),
    '',
    renderChecks(checks, output),
  ].join('\n')
}

function renderChecks(checks: readonly Check[], { paint }: Output): string {
  const passed = checks.filter(({ ok }) => ok).length
  return [
    ...checks.map(({ name, ok, expected, actual }) =>
      ok
        ? `${paint('green', '✓')} ${name}`
        : `${paint('red', '✗')} ${name}: computed ${expected}, published ${actual}`,
    ),
    '',
    `${passed} of ${checks.length} checks hold`,
  ].join('\n')
}

function sayMismatch({ output }: CommandContext, count: number): void {
  output.note(
    `${output.paint('red', 'error VERIFICATION_FAILED:')} ${count} of the recomputed values differ from the published ones.`,
  )
  output.note('  Read which checks failed.')
}
