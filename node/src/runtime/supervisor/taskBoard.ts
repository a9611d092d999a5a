import { ERROR_CODES } from '#protocol/errorCodes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
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

/** The account of a task that never started. */
const NOTHING_SAID = {
  transcriptRoot: `0x${'00'.repeat(32)}`,
  seedCommit: `0x${'00'.repeat(32)}`,
  temperatureMilli: 0,
} as const

type Entry = {
  readonly id: number
  readonly task: RuntimeTask
  readonly events: EventQueue<RuntimeEvent>
  timer?: NodeJS.Timeout
}

/** Returns an empty board without a child. */
export function createTaskBoard(options: TaskBoardOptions): TaskBoard {
  return new Board(options)
}

class Board implements TaskBoard {
  readonly #options: TaskBoardOptions
  readonly #waiting: Entry[] = []
  /** Tasks that the child has, ended ones included until it lets go of them. */
  readonly #running = new Map<number, Entry>()
  #post: ((message: ToChild) => void) | undefined
  #failure: WitanError | undefined
  #nextId = 1

  constructor(options: TaskBoardOptions) {
    this.#options = options
  }

  readonly load: TaskBoard['load'] = () => ({
    running: this.#running.size,
    queued: this.#waiting.length,
    slots: this.#options.slots,
  })

  readonly connect: TaskBoard['connect'] = (post) => {
    this.#post = post
    this.#dispatch()
  }

  readonly disconnect: TaskBoard['disconnect'] = (error) => {
    this.#post = undefined
    const lost = [...this.#running.values()]
    this.#running.clear()
    for (const entry of lost) end(entry, error)
  }

  readonly fail: TaskBoard['fail'] = (error) => {
    this.#failure = error
    this.disconnect(error)
    for (const entry of this.#waiting.splice(0)) end(entry, error)
  }

  readonly receive: TaskBoard['receive'] = (message) => {
    const entry = this.#running.get(message.id)
    if (entry === undefined) return
    if (message.type === 'event') entry.events.push(message.event)
    if (message.type === 'event' && message.event.type !== 'finished') return
    end(entry, message.type === 'error' ? taskError(message.error) : undefined)
    this.#running.delete(entry.id)
    this.#dispatch()
  }

  readonly run: TaskBoard['run'] = (task, { signal }) => this.#events(task, signal)

  async *#events(task: RuntimeTask, signal: AbortSignal): AsyncGenerator<RuntimeEvent, void, void> {
    const entry = this.#enqueue(task)
    const onAbort = () => this.#abort(entry, abortReasonOf(signal))
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    try {
      for await (const event of entry.events) {
        yield event
        // only now is the consumer done with it
        if (event.type === 'frame') this.#post?.({ type: 'more', id: entry.id, frames: 1 })
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
      if (this.#leaveQueue(entry)) end(entry)
      else this.#stop(entry)
    }
  }

  #enqueue(task: RuntimeTask): Entry {
    const { slots, maxQueued } = this.#options
    if (this.#failure) throw this.#failure
    const isFull = this.#post === undefined || this.#running.size >= slots
    if (isFull && this.#waiting.length >= maxQueued) {
      throw new WitanError('NODE_BUSY', `All ${slots} places and the queue are taken.`, {
        meta: { running: this.#running.size, queued: this.#waiting.length },
        retryable: true,
      })
    }
    const entry: Entry = { id: this.#nextId++, task, events: createEventQueue() }
    this.#waiting.push(entry)
    limit(entry, timeLeftMs(task), () => {
      this.#leaveQueue(entry)
      end(entry, tooLate())
    })
    this.#dispatch()
    return entry
  }

  #dispatch(): void {
    const { slots, taskTimeoutMs } = this.#options
    while (this.#post !== undefined && this.#running.size < slots) {
      const entry = this.#waiting.shift()
      if (entry === undefined) return
      const leftMs = timeLeftMs(entry.task)
      if (leftMs <= 0) {
        end(entry, tooLate())
        continue
      }
      this.#running.set(entry.id, entry)
      limit(entry, Math.min(taskTimeoutMs, leftMs), () =>
        this.#stop(entry, timeoutError(taskTimeoutMs)),
      )
      this.#post({ type: 'task', id: entry.id, task: entry.task })
    }
  }

  /** Ends a task whose consumer left or gets the error; its slot stays taken until the child lets go. */
  #stop(entry: Entry, error?: WitanError): void {
    end(entry, error)
    this.#tellAbort(entry, 'aborted')
  }

  /** Ends a task as its consumer asked: the child still sends its last frame, a waiting one has none. */
  #abort(entry: Entry, reason: AbortReason): void {
    if (!this.#leaveQueue(entry)) {
      this.#tellAbort(entry, reason)
      return
    }
    entry.events.push({
      type: 'finished',
      outputTokens: 0,
      ...NOTHING_SAID,
      maxOutputTokens: entry.task.context.maxOutputTokens,
      finishReason: reason,
    })
    end(entry)
  }

  #tellAbort(entry: Entry, reason: AbortReason): void {
    if (this.#running.get(entry.id) !== entry) return
    this.#post?.({ type: 'abort', id: entry.id, reason })
    limit(entry, LET_GO_MS, this.#options.onHang)
  }

  /** Returns whether the task was waiting. */
  #leaveQueue(entry: Entry): boolean {
    const place = this.#waiting.indexOf(entry)
    if (place >= 0) this.#waiting.splice(place, 1)
    return place >= 0
  }
}

function end(entry: Entry, error?: WitanError): void {
  clearTimeout(entry.timer)
  if (error) entry.events.fail(error)
  else entry.events.end()
}

function limit(entry: Entry, afterMs: number, act: () => void): void {
  clearTimeout(entry.timer)
  entry.timer = setTimeout(act, Math.min(Math.max(0, afterMs), MAX_TIMER_MS))
}

function tooLate(): WitanError {
  return new WitanError('TASK_TIMEOUT', 'The task came or waited past its deadline.')
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
