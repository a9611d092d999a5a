import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { DirectRun, DirectStart, DirectTask } from './directChild.ts'

export type Direct = AsyncDisposable & {
  readonly run: (task: Omit<DirectTask, 'type'>) => Promise<DirectRun>
}

/** Returns the running baseline; it ends with this program at the latest. */
export async function startDirect(options: Omit<DirectStart, 'type'>): Promise<Direct> {
  const child = fork(join(import.meta.dirname, 'directChild.ts'), [], { execArgv: [] })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  const reply = async () => {
    const stopWaiting = new AbortController()
    const { signal } = stopWaiting
    try {
      return await Promise.race([
        once(child, 'message', { signal }).then(([message]) => message as unknown),
        once(child, 'exit', { signal }).then(([code]) => {
          throw new Error(`The baseline ended with ${code}.`)
        }),
      ])
    } finally {
      stopWaiting.abort()
    }
  }
  child.send({ type: 'start', ...options })
  await reply()
  return {
    run: async (task) => {
      child.send({ type: 'run', ...task })
      return (await reply()) as DirectRun
    },
    [Symbol.asyncDispose]: stop,
  }
}
