/** Runs the command line in this process, as without a terminal: as true as a process of its own, and far quicker. */

import { Readable, Writable } from 'node:stream'
import { main } from '../main.ts'

export type InProcessRun = {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Code with which the process would have ended at once. */
  readonly forced: number | undefined
}

export type RunInProcessOptions = {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
  /** Sees each write to stdout; `stop` is what Ctrl-C does. */
  readonly onStdout?: (text: string, stop: () => void) => void
}

/** Returns what a command printed and its exit code. */
export async function runInProcess(
  args: readonly string[],
  { input = '', env = {}, onStdout }: RunInProcessOptions = {},
): Promise<InProcessRun> {
  let forced: number | undefined
  const listeners = new Set<() => void>()
  const stop = () => {
    for (const listener of listeners) listener()
  }
  const stdout = createSink((text) => onStdout?.(text, stop))
  const stderr = createSink()
  const code = await main(args, {
    stdin: Readable.from(input === '' ? [] : [input]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
    onStopSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    exitNow: (code) => {
      forced = code
    },
  })
  return { code, stdout: stdout.text(), stderr: stderr.text(), forced }
}

function createSink(onText: (text: string) => void = () => {}) {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk)
      onText(chunk.toString('utf8'))
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}
