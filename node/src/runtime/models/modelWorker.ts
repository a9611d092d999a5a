/**
 * A process of its own for one job on a model file: what crashes the engine or fills the memory ends this
 * process and nothing else, and an abandoned download leaves no timer behind.
 */

import { isWitanError } from '#protocol/errors.ts'
import { openLlama } from '../llama/openLlama.ts'
import type { FromModelWorker, JobProgress, ModelJob, ToModelWorker } from './modelJob.ts'
import { downloadModel } from './worker/downloadModel.ts'
import { examineFile } from './worker/examineFile.ts'

/** Time between two messages of progress (ms). */
const REPORT_EVERY_MS = 100

const stopping = new AbortController()

function send(message: FromModelWorker, then: () => void = () => {}): void {
  if (process.connected) process.send?.(message, then)
}

function createReporter(): (progress: JobProgress) => void {
  let nextAtMs = 0
  let stage: JobProgress['stage'] | undefined
  return (progress) => {
    const now = performance.now()
    if (progress.stage === stage && now < nextAtMs && progress.done < progress.total) return
    stage = progress.stage
    nextAtMs = now + REPORT_EVERY_MS
    send({ type: 'progress', progress })
  }
}

function failureOf(error: unknown): FromModelWorker {
  if (isWitanError(error)) {
    const { code, message, meta } = error
    return { type: 'failed', code, message, meta }
  }
  const message = error instanceof Error ? error.message : 'Unknown error.'
  return { type: 'failed', code: 'INTERNAL', message, meta: {} }
}

async function work(job: ModelJob): Promise<FromModelWorker> {
  const report = createReporter()
  try {
    if (job.kind === 'download') {
      const { signal } = stopping
      return { type: 'done', result: await downloadModel(job, { report, signal }) }
    }
    const llama = await openLlama({ maxThreads: job.maxThreads })
    return { type: 'done', result: await examineFile(job, { llama, report }) }
  } catch (error) {
    return failureOf(error)
  }
}

process.on('message', async (job: ToModelWorker) => {
  if (job.kind === 'stop') {
    stopping.abort()
    return
  }
  const outcome = await work(job)
  // the engine's own end hangs now and then, so the process ends instead
  send(outcome, () => process.exit(0))
})
process.on('disconnect', () => process.exit(0))
// the terminal told the whole group to stop; the main process ends this one
process.on('SIGINT', () => {})
