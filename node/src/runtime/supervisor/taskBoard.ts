import { ERROR_CODES } from '#protocol/errorCodes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { transcriptRoot } from '#protocol/transcript.ts'
import type { AbortReason, FromChild, PlainError, ToChild } from '../ipc.ts'
import type { Runtime, RuntimeEvent, RuntimeTask } from '../runtime.ts'
import { createEventQueue, type EventQueue } from './eventQueue.ts'

/** The main process's side of all tasks: who waits, who runs, and what goes to whom. */
export type TaskBoard = Pick<Runtime, 'run' | 'load'> & {
  /** A child serves now; waiting tasks are sent to it. */
  readonly connect: (post: (message: ToChild) => void) => void
  /** The child is gone: its tasks fail with the error, waiting ones keep waiting for the next child. */
  readonly disconnect: (error: WitanError) => void
  /** No child will come: all tasks fail, now and later. */
  readonly fail: (error: WitanError) => void
  readonly receive: (message: Extract<FromChild, { type: 'event' | 'error' }>) => void
}

export type TaskBoardOptions = {
  /** Tasks that run at the same time. */
  readonly slots: number
  /** Tasks that may wait. */
  readonly maxQueued: number
  /** Longest that a task may run (milliseconds). */
  readonly taskTimeoutMs: number
  /** Called when a child doesn't let go of an ended task. */
  readonly onHang: () => void
}

/** How long a child may take to let go of a task that was ended (milliseconds): one long prefill step. */
const LET_GO_MS = 10_000

/** Longest delay that a timer takes (milliseconds). */
const MAX_TIMER_MS = 2 ** 31 - 1

type Entry = {
  readonly id: number
  readonly task: RuntimeTask
  readonly events: EventQueue<RuntimeEvent>
  timer?: NodeJS.Timeout
}

/** Returns an empty board without a child. */
export function createTaskBoard(options: TaskBoardOptions): TaskBoard {
  const { slots, maxQueued, taskTimeoutMs, onHang } = options
  const waiting: Entry[] = []
  const running = new Map<number, Entry>()
  let post: ((message: ToChild) => void) | undefined
  let failure: WitanError | undefined
  let nextId = 1

  function dispatch(): void {
    while (post !== undefined && running.size < slots) {
      const entry = waiting.shift()
      if (entry === undefined) return
      const leftMs = timeLeftMs(entry.task)
      if (leftMs <= 0) {
        expire(entry)
        continue
      }
      running.set(entry.id, entry)
      limit(entry, Math.min(taskTimeoutMs, leftMs), () => stop(entry, timeoutError(taskTimeoutMs)))
      post({ type: 'task', id: entry.id, task: entry.task })
    }
  }

  function limit(entry: Entry, afterMs: number, act: () => void): void {
    clearTimeout(entry.timer)
    entry.timer = setTimeout(act, Math.min(afterMs, MAX_TIMER_MS))
  }

  /** Ends a task whose consumer got its error or left; its slot stays taken until the child lets go. */
  function stop(entry: Entry, error: WitanError | undefined): void {
    if (error) entry.events.fail(error)
    else entry.events.end()
    if (running.get(entry.id) !== entry) return
    post?.({ type: 'abort', id: entry.id, reason: 'aborted' })
    limit(entry, LET_GO_MS, onHang)
  }

  function release(entry: Entry): void {
    clearTimeout(entry.timer)
    running.delete(entry.id)
    dispatch()
  }

  function abort(entry: Entry, reason: AbortReason): void {
    const place = waiting.indexOf(entry)
    if (place < 0) {
      post?.({ type: 'abort', id: entry.id, reason })
      if (running.has(entry.id)) limit(entry, LET_GO_MS, onHang)
      return
    }
    waiting.splice(place, 1)
    clearTimeout(entry.timer)
    entry.events.push({
      type: 'finished',
      outputTokens: 0,
      transcriptRoot: transcriptRoot(entry.task.context.taskId, []),
      finishReason: reason,
    })
    entry.events.end()
  }

  function enqueue(task: RuntimeTask): Entry {
    if (failure) throw failure
    if (waiting.length >= maxQueued && (post === undefined || running.size >= slots)) {
      throw new WitanError('NODE_BUSY', `All ${slots} places and the queue are taken.`, {
        meta: { running: running.size, queued: waiting.length },
        retryable: true,
      })
    }
    const entry: Entry = { id: nextId++, task, events: createEventQueue() }
    waiting.push(entry)
    limit(entry, Math.max(0, timeLeftMs(task)), () => expire(entry))
    dispatch()
    return entry
  }

  function expire(entry: Entry): void {
    const place = waiting.indexOf(entry)
    if (place >= 0) waiting.splice(place, 1)
    clearTimeout(entry.timer)
    entry.events.fail(new WitanError('TASK_TIMEOUT', 'The task came or waited past its deadline.'))
  }

  async function* run(
    task: RuntimeTask,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<RuntimeEvent, void, void> {
    const entry = enqueue(task)
    const onAbort = () => abort(entry, abortReasonOf(signal))
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    try {
      for await (const event of entry.events) {
        yield event
        // only now is the consumer done with it
        if (event.type === 'frame') post?.({ type: 'more', id: entry.id, frames: 1 })
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
      const place = waiting.indexOf(entry)
      if (place >= 0) waiting.splice(place, 1)
      if (running.get(entry.id) === entry) stop(entry, undefined)
      else clearTimeout(entry.timer)
    }
  }

  function receive(message: Extract<FromChild, { type: 'event' | 'error' }>): void {
    const entry = running.get(message.id)
    if (entry === undefined) return
    if (message.type === 'event') entry.events.push(message.event)
    if (message.type === 'event' && message.event.type !== 'finished') return
    if (message.type === 'error') entry.events.fail(taskError(message.error))
    else entry.events.end()
    release(entry)
  }

  function disconnect(error: WitanError): void {
    post = undefined
    const lost = [...running.values()]
    running.clear()
    for (const entry of lost) {
      clearTimeout(entry.timer)
      entry.events.fail(error)
    }
  }

  return {
    run,
    load: () => ({ running: running.size, queued: waiting.length, slots }),
    connect(to) {
      post = to
      dispatch()
    },
    disconnect,
    fail(error) {
      failure = error
      disconnect(error)
      for (const entry of waiting.splice(0)) {
        clearTimeout(entry.timer)
        entry.events.fail(error)
      }
    },
    receive,
  }
}

function timeLeftMs(task: RuntimeTask): number {
  return task.context.deadline * 1000 - Date.now()
}

function abortReasonOf(signal: AbortSignal): AbortReason {
  return isWitanError(signal.reason, 'UNPAID') ? 'unpaid' : 'aborted'
}

function timeoutError(taskTimeoutMs: number): WitanError {
  return new WitanError(
    'RUNTIME_TIMEOUT',
    `The task ran past its deadline or the limit of ${taskTimeoutMs} ms.`,
    { meta: { taskTimeoutMs } },
  )
}

/** The child names only a code; the sentence is the catalogue's. */
function taskError({ code, meta }: PlainError): WitanError {
  return new WitanError(code, ERROR_CODES[code].sentence, {
    meta,
    retryable: code === 'NODE_BUSY',
  })
}
