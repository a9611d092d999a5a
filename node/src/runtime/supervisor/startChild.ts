import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { WitanError } from '#protocol/errors.ts'
import type { FromChild, ToChild } from '../ipc.ts'
import type { EngineOptions } from '../llama/createEngine.ts'

/** A forked runtime child. */
export type RuntimeChild = {
  readonly pid: number | undefined
  readonly post: (message: ToChild) => void
  /** Ends it at once; `onExit` is told the error. */
  readonly kill: (error: WitanError) => void
  /** Asks it to end; resolves when it is gone. */
  readonly close: () => Promise<void>
}

/** A program that a runtime child is forked from. */
export type ChildProgram = { readonly module: URL; readonly args: readonly string[] }

export type StartChildOptions = {
  /** @default the runtime child; tests bring their own */
  readonly program?: ChildProgram
  readonly engine: EngineOptions
  /** Largest resident memory (MiB). */
  readonly memoryMb: number
  /** Longest from the fork until it serves (milliseconds). */
  readonly startTimeoutMs: number
  /** Time between two signs of life (milliseconds). */
  readonly heartbeatMs: number
  readonly onMessage: (message: FromChild) => void
  /** Told once, with the reason: its own failure to start, a limit, or a crash. */
  readonly onExit: (error: WitanError) => void
}

/** Signs of life that may fail to come before the child counts as hung: a busy machine delays some. */
const MISSED_HEARTBEATS = 15

/** How long a child may take to end when asked (milliseconds). */
const CLOSE_MS = 2_000

const CHILD: ChildProgram = { module: new URL('../child.ts', import.meta.url), args: [] }

/** What the child may know of the environment: how to find libraries, and nothing of the node's keys or paths. */
const ENVIRONMENT = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TMPDIR', 'CUDA_VISIBLE_DEVICES']

/**
 * A child allocates little and lives long, so memory is worth more than the last bit of speed: one heap for all
 * threads of the C library, a small young generation and compact code save 40 of 160 MiB.
 */
const FRUGAL_ENVIRONMENT = { MALLOC_ARENA_MAX: '1' }
const FRUGAL_ARGUMENTS = ['--optimize-for-size', '--max-semi-space-size=1']

/** Forks a runtime child and watches it: start time, signs of life and memory. */
export function startChild(options: StartChildOptions): RuntimeChild {
  const { memoryMb, startTimeoutMs, heartbeatMs, onMessage, onExit, program = CHILD } = options
  const child = fork(fileURLToPath(program.module), [...program.args], {
    serialization: 'advanced',
    env: {
      ...Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]])),
      ...FRUGAL_ENVIRONMENT,
    },
    execArgv: ['--disable-warning=ExperimentalWarning', ...FRUGAL_ARGUMENTS],
    // stderr is read only until the child serves: afterwards it could hold a text
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const startErrors = collectStartErrors(child)
  let reason: WitanError | undefined
  let missed = 0
  let heartbeat: NodeJS.Timeout | undefined

  function post(message: ToChild): void {
    if (child.connected) child.send(message, () => {})
  }

  function kill(error: WitanError): void {
    reason ??= error
    child.kill('SIGKILL')
  }

  function beat(): void {
    if (missed++ >= MISSED_HEARTBEATS) {
      kill(new WitanError('RUNTIME_CRASHED', 'The runtime gave no sign of life.'))
    }
    post({ type: 'ping' })
  }

  const startTimer = setTimeout(
    () =>
      kill(
        new WitanError('RUNTIME_TIMEOUT', `The runtime did not start within ${startTimeoutMs} ms.`),
      ),
    startTimeoutMs,
  )

  function onReady(): void {
    clearTimeout(startTimer)
    startErrors.stop()
    heartbeat = setInterval(beat, heartbeatMs)
  }

  child.on('message', (message: FromChild) => {
    if (message.type === 'ready') onReady()
    if (message.type === 'failed') kill(new WitanError(message.code, message.message))
    if (message.type === 'pong') {
      missed = 0
      if (message.rssBytes > memoryMb * 2 ** 20) kill(memoryError(message.rssBytes, memoryMb))
    }
    onMessage(message)
  })
  child.on('error', () => {})
  child.once('exit', (code, signal) => {
    clearTimeout(startTimer)
    clearInterval(heartbeat)
    onExit(reason ?? crashError(code, signal, startErrors.text()))
  })

  post({ type: 'start', options: options.engine })
  return { pid: child.pid, post, kill, close: () => close(child, post) }
}

async function close(child: ChildProcess, post: (message: ToChild) => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS)
  post({ type: 'close' })
  await gone
  clearTimeout(timer)
}

/** Keeps the end of what a child writes before it serves, for the person who must repair its start. */
function collectStartErrors(child: ChildProcess): { text: () => string; stop: () => void } {
  let kept = ''
  let stopped = false
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (!stopped) kept = (kept + text).slice(-1_000)
  })
  return {
    text: () => kept.trim(),
    stop: () => {
      stopped = true
      kept = ''
    },
  }
}

function memoryError(rssBytes: number, memoryMb: number): WitanError {
  const usedMb = Math.ceil(rssBytes / 2 ** 20)
  return new WitanError('RUNTIME_MEMORY', `The runtime used ${usedMb} of ${memoryMb} MiB.`, {
    meta: { usedMb, memoryMb },
  })
}

function crashError(code: number | null, signal: string | null, startErrors: string): WitanError {
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`
  const why = startErrors === '' ? '' : ` It wrote: ${startErrors}`
  return new WitanError('RUNTIME_CRASHED', `The runtime process ended ${how}.${why}`, {
    meta: { ...(code !== null && { exitCode: code }), ...(signal !== null && { signal }) },
    retryable: true,
  })
}
