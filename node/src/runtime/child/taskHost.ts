import { isWitanError } from '#protocol/errors.ts'
import type { Role } from '#protocol/role.ts'
import type { Engine } from '../engine.ts'
import type { Expert } from '../experts/expert.ts'
import type { FromChild, PlainError, ToChild } from '../ipc.ts'
import type { FrameWriter } from './frameWriter.ts'
import { createKeyRing } from './keyRing.ts'
import { createReplayGuard } from './replayGuard.ts'
import { runTask } from './runTask.ts'

/** Serves the messages about tasks and keys, whatever carries them. */
export type TaskHost = {
  readonly receive: (message: ToChild) => void
  /** Ends all tasks and forgets all keys. */
  readonly close: () => void
}

/**
 * Returns a host with a fresh sealing key, and says that it is ready.
 *
 * @param send - Carries messages to the main process.
 * @param dependencies - What generates, the experts round it, and the clock (Unix seconds).
 */
export function createTaskHost(
  send: (message: FromChild) => void,
  dependencies: createTaskHost.Dependencies,
): TaskHost {
  const { engine, now } = dependencies
  const keys = createKeyRing(now)
  const replays = createReplayGuard(now)
  const tasks = new Map<number, { abort: AbortController; writer?: FrameWriter }>()

  async function start({ id, task }: Extract<ToChild, { type: 'task' }>): Promise<void> {
    const running: { abort: AbortController; writer?: FrameWriter } = {
      abort: new AbortController(),
    }
    tasks.set(id, running)
    try {
      await runTask(task, {
        ...dependencies,
        keys,
        replays,
        emit: (event) => send({ type: 'event', id, event }),
        onWriter: (writer) => {
          running.writer = writer
        },
        signal: running.abort.signal,
      })
    } catch (error) {
      send({ type: 'error', id, error: plainErrorOf(error) })
    } finally {
      tasks.delete(id)
    }
  }

  function receive(message: ToChild): void {
    switch (message.type) {
      case 'task':
        void start(message)
        return
      case 'more':
        tasks.get(message.id)?.writer?.grant(message.frames)
        return
      case 'abort':
        tasks.get(message.id)?.abort.abort(message.reason)
        return
      case 'rotate':
        send({ type: 'key', sealingKey: keys.rotate() })
        return
      case 'ping':
        send({ type: 'pong', rssBytes: process.memoryUsage.rss() })
        return
      case 'start':
      case 'close':
        return
      default:
        message satisfies never
    }
  }

  send({ type: 'ready', models: engine.models, sealingKey: keys.current() })
  return {
    receive,
    close() {
      for (const { abort } of tasks.values()) abort.abort('aborted')
      keys.wipe()
    },
  }
}

export declare namespace createTaskHost {
  type Dependencies = {
    readonly engine: Engine
    readonly getExpert: (role: Role) => Expert
    /** Clock, Unix seconds. */
    readonly now: () => number
    readonly onAnswered?: runTask.Options['onAnswered']
  }
}

/** Returns what may be told of an error outside this process: its code and its numbers, never a text. */
export function plainErrorOf(error: unknown): PlainError {
  if (!isWitanError(error)) return { code: 'INTERNAL', meta: {} }
  const numbers = Object.entries(error.meta).filter(
    (pair): pair is [string, number | boolean] =>
      typeof pair[1] === 'number' || typeof pair[1] === 'boolean',
  )
  return { code: error.code, meta: Object.fromEntries(numbers) }
}
