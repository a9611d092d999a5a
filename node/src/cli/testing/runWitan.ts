/** Runs the real command line in a process of its own, without a terminal. */

import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

export const LAUNCHER = fileURLToPath(new URL('../../../../scripts/witan.mjs', import.meta.url))

export type WitanRun = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Packages that the process had loaded when it ended. */
  readonly packages: readonly string[]
}

export type RunWitanOptions = {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Longest run (ms): one that hangs must not keep its test's process alive. */
const RUN_MS = 240_000

/** Notes each package that is resolved, and reports all on a pipe of its own when the process ends. */
const REPORT = `
import { writeSync } from 'node:fs'
import { registerHooks } from 'node:module'
const packages = new Set()
registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context)
    const [, name] = /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(resolved.url) ?? []
    if (name !== undefined) packages.add(name)
    return resolved
  },
})
process.on('exit', () => writeSync(3, JSON.stringify([...packages])))
`

/** Returns what a run printed and its exit code; never waits for an answer that nobody gives. */
export async function runWitan(
  args: readonly string[],
  { input = '', env = {} }: RunWitanOptions = {},
): Promise<WitanRun> {
  const report = `data:text/javascript,${encodeURIComponent(REPORT)}`
  const child = spawn(process.execPath, ['--import', report, LAUNCHER, ...args], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    timeout: RUN_MS,
    killSignal: 'SIGKILL',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  child.stdin!.end(input)
  const [stdout, stderr, packages, code] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    text(child.stdio[3] as NodeJS.ReadableStream & AsyncIterable<unknown>),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ])
  return { code, stdout, stderr, packages: JSON.parse(packages || '[]') }
}
