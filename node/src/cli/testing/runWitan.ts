/** Runs the real command line in a process of its own, without a terminal. */

import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

export const LAUNCHER = fileURLToPath(new URL('../../../../scripts/witan.mjs', import.meta.url))

export type WitanRun = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Processor time of the process (ms). */
  readonly cpuMs: number
}

export type RunWitanOptions = {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Returns what a run printed and its exit code; never waits for an answer that nobody gives. */
export async function runWitan(
  args: readonly string[],
  { input = '', env = {} }: RunWitanOptions = {},
): Promise<WitanRun> {
  // Reports the processor time on a pipe of its own: a wall clock would measure the other tests.
  const report = `data:text/javascript,${encodeURIComponent(
    "import{writeSync}from'node:fs';process.on('exit',()=>{const{user,system}=process.cpuUsage();writeSync(3,String((user+system)/1000))})",
  )}`
  const child = spawn(process.execPath, ['--import', report, LAUNCHER, ...args], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  child.stdin!.end(input)
  const [stdout, stderr, cpu, code] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    text(child.stdio[3] as NodeJS.ReadableStream & AsyncIterable<unknown>),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ])
  return { code, stdout, stderr, cpuMs: Number(cpu) }
}
