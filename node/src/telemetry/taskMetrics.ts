/** Figures of quotes and tasks. */

import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import type { FinishReason } from '#protocol/receipt.ts'
import type { Role } from '#protocol/role.ts'

export type TaskMetrics = {
  readonly quoted: (role: Role) => void
  readonly quoteRefused: (code: ErrorCode) => void
  readonly admitted: (role: Role) => void
  readonly refused: (code: ErrorCode) => void
  readonly finished: (role: Role, end: TaskEndFigures) => void
  readonly failed: (code: ErrorCode) => void
  readonly firstFrame: (role: Role, seconds: number) => void
  readonly waitedForVoucher: (seconds: number) => void
  readonly load: (load: { running: number; queued: number; slots: number }) => void
}

export type TaskEndFigures = {
  readonly reason: FinishReason
  readonly seconds: number
  readonly inputBytes: number
  readonly outputTokens: number
}

/** From a hundredth of a second to MAX_TASK_SECONDS. */
const TASK_BUCKETS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 600]
/** A person notices from about a tenth of a second; a voucher is waited for a few seconds at most. */
const LATENCY_BUCKETS = [0.003, 0.01, 0.03, 0.1, 0.2, 0.5, 1, 2, 5, 10]

/** Declares the figures of quotes and tasks. */
export function taskMetrics(registry: Registry): TaskMetrics {
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers })
  const quotes = counter('witan_quotes_total', 'Quotes signed.', ['role'])
  const quoteRefusals = counter('witan_quotes_refused_total', 'Quotes refused, by code.', ['code'])
  const admitted = counter('witan_tasks_admitted_total', 'Tasks admitted.', ['role'])
  const refused = counter('witan_tasks_refused_total', 'Tasks refused, by code.', ['code'])
  const finished = counter('witan_tasks_finished_total', 'Tasks with a receipt.', [
    'role',
    'reason',
  ])
  const failed = counter('witan_tasks_failed_total', 'Admitted tasks that failed, by code.', [
    'code',
  ])
  const input = counter('witan_task_input_bytes_total', 'Billed bytes of input.', ['role'])
  const output = counter('witan_task_output_tokens_total', 'Billed tokens of output.', ['role'])
  const duration = new Histogram({
    name: 'witan_task_duration_seconds',
    help: 'Time from admission to receipt.',
    labelNames: ['role'],
    buckets: TASK_BUCKETS,
    registers,
  })
  const firstFrame = new Histogram({
    name: 'witan_task_first_frame_seconds',
    help: 'Time from admission to the first sealed frame.',
    labelNames: ['role'],
    buckets: LATENCY_BUCKETS,
    registers,
  })
  const voucherWait = new Histogram({
    name: 'witan_task_voucher_wait_seconds',
    help: 'Time a stream stood still until a voucher came.',
    buckets: LATENCY_BUCKETS,
    registers,
  })
  const load = new Gauge({
    name: 'witan_tasks',
    help: 'Tasks that run or wait now, and how many can run at once.',
    labelNames: ['state'],
    registers,
  })
  return {
    quoted: (role) => quotes.inc({ role }),
    quoteRefused: (code) => quoteRefusals.inc({ code }),
    admitted: (role) => admitted.inc({ role }),
    refused: (code) => refused.inc({ code }),
    finished: (role, { reason, seconds, inputBytes, outputTokens }) => {
      finished.inc({ role, reason })
      duration.observe({ role }, seconds)
      input.inc({ role }, inputBytes)
      output.inc({ role }, outputTokens)
    },
    failed: (code) => failed.inc({ code }),
    firstFrame: (role, seconds) => firstFrame.observe({ role }, seconds),
    waitedForVoucher: (seconds) => voucherWait.observe(seconds),
    load: ({ running, queued, slots }) => {
      load.set({ state: 'running' }, running)
      load.set({ state: 'queued' }, queued)
      load.set({ state: 'slots' }, slots)
    },
  }
}
