/** A child program whose standard output is JSON lines, whose standard error is kept in a file, and which never outlives us. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export type SpawnedProcess = {
  readonly pid: number
  readonly child: ChildProcess
  /** Resolves with the first JSON line that has this `event`; rejects when the process ends before. */
  readonly event: (
    name: string,
    options: { signal: AbortSignal },
  ) => Promise<Record<string, unknown>>
  /** Sends a signal and resolves when the process has ended; SIGKILL follows after `graceMs`. */
  readonly stop: (signal?: NodeJS.Signals, graceMs?: number) => Promise<void>
}

/** How long a node may take to drain and settle before it is killed (milliseconds). */
const STOP_GRACE_MS = 15_000
/** What is told of a program that ended too early; its log file may be gone by then. */
const LAST_ERROR_CHARACTERS = 1_000

/**
 * Returns a started Node program.
 *
 * @param args - Script and its arguments.
 * @param options - `logFile` keeps all output; `env` is the whole environment of the program.
 */
export function spawnProcess(
  args: readonly string[],
  options: { readonly logFile: string; readonly env: NodeJS.ProcessEnv },
): SpawnedProcess {
  const child = spawn(process.execPath, [...args], {
    // The channel tells the program when we are gone, however we went.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: options.env,
  })
  const log = createWriteStream(options.logFile, { flags: 'a' })
  child.stdout!.pipe(log, { end: false })
  child.stderr!.pipe(log, { end: false })
  let lastError = ''
  child.stderr!.on('data', (chunk: Buffer) => {
    lastError = (lastError + chunk.toString('utf8')).slice(-LAST_ERROR_CHARACTERS)
  })
  const events: Record<string, unknown>[] = []
  const waiting = new Set<() => void>()
  createInterface(child.stdout!).on('line', (line) => {
    const value = parseLine(line)
    if (value) events.push(value)
    for (const wake of waiting) wake()
  })
  child.once('close', () => {
    for (const wake of waiting) wake()
  })

  return {
    pid: child.pid!,
    child,
    event: (name, { signal }) => {
      const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>()
      const check = () => {
        const found = events.find((event) => event['event'] === name)
        if (found) resolve(found)
        else if (hasEnded(child)) {
          const ending = child.exitCode ?? child.signalCode
          reject(new Error(`${args.join(' ')} ended with ${ending}: ${lastLine(options.logFile)}`))
        }
      }
      waiting.add(check)
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      if (signal.aborted) reject(signal.reason)
      check()
      return promise.finally(() => waiting.delete(check))
    },
    stop: async (signal = 'SIGTERM', graceMs = STOP_GRACE_MS) => {
      if (hasEnded(child)) return
      const ended = once(child, 'exit')
      child.kill(signal)
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function parseLine(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? ''
}
