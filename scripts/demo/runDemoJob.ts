import { auditJob } from '#client/auditJob.ts'
import { collectJob } from '#client/collectJob.ts'
import type { Client } from '#client/createClient.ts'
import type { JobEvent } from '#client/jobEvents.ts'
import { submitJob } from '#client/submitJob.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import type { DemoJob } from './demoJobs.ts'
import { type Money, type MoneyMoved, moneyMoved } from './readMoney.ts'

/** A job as the demo reports it; amounts in micro-dollars. */
export type JobReport = {
  readonly name: string
  readonly jobId: JobId
  readonly prompt: string
  readonly answer: string
  readonly answers: readonly {
    readonly role: Role
    readonly nodeId: NodeId
    readonly answer: string
  }[]
  readonly correct: boolean
  readonly role: string
  readonly nodeIds: readonly NodeId[]
  /** The most the chosen nodes could have charged. */
  readonly quoted: bigint
  /** Locked on chain, stand-by nodes included. */
  readonly locked: bigint
  readonly paid: bigint
  readonly refunded: bigint
  readonly fee: bigint
  readonly transactionHashes: readonly Hex[]
  readonly receiptsVerified: number
  readonly sealedBytes: number
  /** Locked = paid + refunded + fee, and balances say the same. */
  readonly conserved: boolean
  readonly released: boolean
  readonly audit: {
    readonly ok: boolean
    readonly checks: number
    readonly failed: readonly string[]
  }
  readonly moved: MoneyMoved
  /** Milliseconds to the first token, and to the last event. */
  readonly firstTokenMs: number
  readonly totalMs: number
}

/** Most that one job of the demo may lock, micro-dollars. */
const BUDGET = 100_000n

/** Runs one job to its settlement, audits it, and returns what happened. */
export async function runDemoJob(
  job: DemoJob,
  options: {
    readonly client: Client
    readonly readMoney: () => Promise<Money>
    readonly onEvent: (event: JobEvent) => void
    readonly signal: AbortSignal
  },
): Promise<JobReport> {
  const { client, readMoney, onEvent, signal } = options
  const before = await readMoney()
  const start = performance.now()
  let firstTokenMs = Number.NaN
  let sealedBytes = 0
  const events = submitJob(client, {
    prompt: job.prompt,
    maxBudget: BUDGET,
    mode: 'transit',
    signal,
  })
  const result = await collectJob(events, {
    onEvent: (event) => {
      if (event.type === 'token' && Number.isNaN(firstTokenMs))
        firstTokenMs = performance.now() - start
      if (event.type === 'sealed') sealedBytes += event.envelopeBytes
      onEvent(event)
    },
  })
  const totalMs = performance.now() - start
  const moved = moneyMoved(before, await readMoney())
  const { settled, answers, receipts, quoted, funded } = result
  const { locked, paid, fee, refunded } = settled
  const audit = await auditJob(client, funded.jobId, {
    receipts: receipts.map(({ receipt }) => receipt),
  })
  const failed = audit.checks.filter(({ ok }) => !ok).map(({ name }) => name)
  return {
    name: job.name,
    jobId: funded.jobId,
    prompt: job.prompt,
    answer: result.answer,
    answers: answers.map(({ role, nodeId, answer }) => ({ role, nodeId, answer })),
    correct: result.complete && job.isRight(result.answer),
    role: answers.map(({ role }) => role).join(' + '),
    nodeIds: answers.map(({ nodeId }) => nodeId),
    quoted: quoted.required,
    locked,
    paid,
    refunded,
    fee,
    transactionHashes: settled.txHashes,
    receiptsVerified: receipts.filter(({ checks }) => checks.every(({ ok }) => ok)).length,
    sealedBytes,
    conserved:
      locked === paid + refunded + fee &&
      moved.conserved &&
      moved.paid === paid &&
      moved.fee === fee,
    released: settled.released,
    audit: { ok: audit.ok, checks: audit.checks.length, failed },
    moved,
    firstTokenMs: Math.round(firstTokenMs),
    totalMs: Math.round(totalMs),
  }
}
