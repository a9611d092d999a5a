import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, describe, it } from 'node:test'
import { processTree } from '../../scripts/devnet/memoryMeter.ts'
import { temporaryFolder } from './aDevnet.ts'
import { stillInGroup } from './processes.ts'

const DEMO = join(import.meta.dirname, '../../scripts/demo.ts')
/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
/** How long is waited for the last process to end (ms); a loaded machine needs seconds. */
const END_MS = 60_000

/** What the demo prints when it comes to a moment. */
const MOMENTS = {
  'the chain starts': /starting a local chain/,
  'the nodes start': /starting 4 nodes/,
  'a job runs': /^> /,
} as const

export type Interruption = {
  readonly moment: keyof typeof MOMENTS
  readonly signal: 'SIGINT' | 'SIGKILL'
  readonly to: 'group' | 'parent'
}

/** Declares a test per interruption of the demo: every process that it started ends, and its folder is gone. */
export function describeInterruptions(interruptions: readonly Interruption[]): void {
  describe('npm run demo', () => {
    const folder = temporaryFolder()
    after(() => rmSync(folder, { recursive: true, force: true }))

    for (const { moment, signal, to } of interruptions) {
      it(`leaves nothing behind when its ${to} gets ${signal} as ${moment}`, BOUNDED, async (t) => {
        const demo = startDemo(folder)
        try {
          await demo.reached(MOMENTS[moment])
          assert.ok(processTree(demo.pid).length > 1 || moment === 'the chain starts')
          process.kill(to === 'group' ? -demo.pid : demo.pid, signal)

          const signaledAt = performance.now()
          const [code] = await demo.ended
          const endedMs = performance.now() - signaledAt
          assert.deepEqual(await stillInGroup(demo.pid, END_MS), [], 'processes')
          t.diagnostic(`it took ${Math.round(endedMs)} ms`)
          const left = takeDemoFolders(folder)
          // nobody is left to remove it after SIGKILL
          if (signal === 'SIGINT') assert.deepEqual([code, left], [130, []])
        } finally {
          demo.end()
        }
      })
    }
  })
}

/** Removes the folders that demos left behind and returns their names. */
function takeDemoFolders(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith('witan-'))
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true })
  return names
}

/** Starts the demo as the leader of a process group, as a terminal does. */
function startDemo(temporary: string) {
  const child = spawn(process.execPath, [DEMO, '--once'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], TMPDIR: temporary },
    detached: true,
  })
  const { pid } = child as { pid: number }
  const lines: string[] = []
  return {
    pid,
    ended: once(child, 'exit') as Promise<[number | null, string | null]>,
    reached: (moment: RegExp) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      createInterface(child.stdout)
        .on('line', (line) => {
          lines.push(line)
          if (moment.test(line)) resolve()
        })
        .on('close', () => reject(new Error(`The demo ended early: ${lines.join('\n')}`)))
      return promise
    },
    /** Ends what a failed test would leave behind. */
    end: () => {
      try {
        process.kill(-pid, 'SIGKILL')
      } catch {
        // the group is empty, as it should be
      }
    },
  }
}
