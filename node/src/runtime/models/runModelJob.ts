import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { WitanError } from '#protocol/errors.ts'
import type {
  DownloadedModel,
  DownloadJob,
  ExaminedModel,
  ExamineJob,
  FromModelWorker,
  JobProgress,
  ToModelWorker,
} from './modelJob.ts'

export type RunModelJobOptions = {
  /** Ends the job; what was downloaded stays for the next time. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: JobProgress) => void
  /**
   * Longest silence between two signs of progress (ms); the first one has its own bound.
   * @default a minute for a download, five for an examination
   */
  readonly stallMs?: number
}

/** How long nothing may happen (ms): a slow line pauses; a large model is read from a slow disk without a word. */
const STALL_MS = { download: 60_000, examine: 300_000 } as const

/** How long a download may take to write what it holds (ms). */
const END_MS = 3_000

/**
 * Returns what came of a job on a model file. It runs in a process of its own.
 *
 * @throws {WitanError} What the job throws (see downloadModel and examineFile); DOWNLOAD_INTERRUPTED,
 * RUNTIME_TIMEOUT when it stalls; ABORTED; MODEL_INVALID, INSUFFICIENT_MEMORY when the engine dies of the file.
 */
export function runModelJob(
  job: DownloadJob,
  options?: RunModelJobOptions,
): Promise<DownloadedModel>
export function runModelJob(job: ExamineJob, options?: RunModelJobOptions): Promise<ExaminedModel>
export async function runModelJob(
  job: DownloadJob | ExamineJob,
  options: RunModelJobOptions = {},
): Promise<DownloadedModel | ExaminedModel> {
  const { signal, onProgress, stallMs = STALL_MS[job.kind] } = options
  const { promise, resolve, reject } = Promise.withResolvers<DownloadedModel | ExaminedModel>()
  if (signal?.aborted) throw aborted(job)
  const child = startWorker()
  let last: JobProgress | undefined
  let heard: JobProgress | undefined
  const onStall = (ms: number) => reject(stalled(job, { last, ms }))
  let stall = setTimeout(onStall, STALL_MS[job.kind], STALL_MS[job.kind])
  const onAbort = () => reject(aborted(job, last))
  signal?.addEventListener('abort', onAbort, { once: true })

  child.on('message', (message: FromModelWorker) => {
    if (message.type === 'done') resolve(message.result)
    else if (message.type === 'failed') reject(failed(message))
    else {
      if (hasMoved(heard, message.progress)) {
        clearTimeout(stall)
        stall = setTimeout(onStall, stallMs, stallMs)
      }
      heard = message.progress
      last = latest(last, heard)
      onProgress?.(last)
    }
  })
  child.once('error', reject)
  child.once('exit', (_code, by) => reject(died(job, by)))
  child.send(job satisfies ToModelWorker)
  try {
    return await promise
  } finally {
    clearTimeout(stall)
    signal?.removeEventListener('abort', onAbort)
    await end(child, job)
  }
}

function startWorker(): ChildProcess {
  return fork(fileURLToPath(new URL('./modelWorker.ts', import.meta.url)), [], {
    serialization: 'advanced',
    // proxies, certificates and the token of a model host are needed; passwords of ours are not
    env: Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('WITAN_')),
    ),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

/** A download is told first, so that what it holds is written. */
async function end(child: ChildProcess, { kind }: DownloadJob | ExamineJob): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const timer = setTimeout(() => child.kill('SIGKILL'), kind === 'download' ? END_MS : 0)
  if (child.connected) child.send({ kind: 'stop' } satisfies ToModelWorker, () => {})
  await gone
  clearTimeout(timer)
}

/** A piece that is fetched again counts once. */
function latest(before: JobProgress | undefined, now: JobProgress): JobProgress {
  if (before?.stage !== now.stage) return now
  return { ...now, done: Math.max(before.done, now.done) }
}

function hasMoved(before: JobProgress | undefined, now: JobProgress): boolean {
  return before?.stage !== now.stage || before.done !== now.done
}

function failed({ code, message, meta }: Extract<FromModelWorker, { type: 'failed' }>): WitanError {
  return new WitanError(code, message, { meta, retryable: code === 'DOWNLOAD_INTERRUPTED' })
}

function stalled(
  job: DownloadJob | ExamineJob,
  { last, ms }: { last: JobProgress | undefined; ms: number },
): WitanError {
  const seconds = ms / 1000
  if (job.kind === 'examine') {
    return new WitanError(
      'RUNTIME_TIMEOUT',
      `Nothing was heard of ${job.name} for ${seconds} s while it was ${last?.stage ?? 'started'}.`,
      { meta: { name: job.name, seconds } },
    )
  }
  const { done, total } = last ?? { done: 0, total: 0 }
  const got = total > 0 ? `${done} of ${total} bytes are here` : 'nothing is here yet'
  return new WitanError(
    'DOWNLOAD_INTERRUPTED',
    `No byte arrived for ${seconds} s; ${got}. Run the same command again: it goes on where it stopped.`,
    { meta: { done, total, seconds }, retryable: true },
  )
}

function aborted(job: DownloadJob | ExamineJob, last?: JobProgress): WitanError {
  const kept =
    job.kind === 'download' && last !== undefined
      ? ` ${last.done} of ${last.total} bytes are here; the same command goes on from there.`
      : ''
  return new WitanError('ABORTED', `You stopped it; no model was added.${kept}`)
}

function died(job: DownloadJob | ExamineJob, by: NodeJS.Signals | null): WitanError {
  if (job.kind === 'download') {
    return new WitanError(
      'DOWNLOAD_INTERRUPTED',
      'The process of the download ended. Run the same command again: it goes on where it stopped.',
      { retryable: true },
    )
  }
  const { name } = job
  // nobody but the system ends it so
  if (by === 'SIGKILL') {
    return new WitanError(
      'INSUFFICIENT_MEMORY',
      `The system ended the trial of ${name}, most likely because the memory was full. Use a smaller model or --context.`,
      { meta: { name } },
    )
  }
  return new WitanError(
    'MODEL_INVALID',
    `The engine ended ${by === null ? '' : `by ${by} `}when it tried ${name}, so a node could not serve it.`,
    { meta: { name } },
  )
}
