/** Keeps one runtime child serving: starts it, watches it, starts it again. A crash costs its tasks, never the node. */

import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { FromChild } from './ipc.ts'
import type { ModelEntry } from './models/modelEntry.ts'
import type { Runtime, RuntimeModel } from './runtime.ts'
import { type ChildProgram, type RuntimeChild, startChild } from './supervisor/startChild.ts'
import { createTaskBoard, type TaskBoard } from './supervisor/taskBoard.ts'

export type SupervisorOptions = {
  readonly models: readonly ModelEntry[]
  /** Tasks that run at the same time. */
  readonly slots: number
  readonly limits: {
    /** Largest resident memory of the child (MiB). */
    readonly memoryMb: number
    /** Longest run of one task (milliseconds). */
    readonly taskTimeoutMs: number
    /** Longest start, models included (milliseconds). */
    readonly startTimeoutMs: number
    /** Tasks that may wait for a slot. @default 4 times the slots */
    readonly maxQueued?: number
    /** Longest context to offer (tokens). @default 4096 */
    readonly maxContextTokens?: number
  }
  /** @default false (CPU only) */
  readonly gpu?: false | 'auto'
  /** CPU threads of the engine. @default 1 */
  readonly threads?: number
  /** Time between two signs of life of the child (milliseconds). @default 2000 */
  readonly heartbeatMs?: number
  /** What is forked. @default the runtime child; tests bring their own */
  readonly program?: ChildProgram
  readonly logger?: SupervisorLogger
  /** Called before each restart. */
  readonly onRestart?: (restart: Restart) => void
}

/** The part of a logger that the supervisor uses; it logs codes, counts and times only. */
export type SupervisorLogger = {
  readonly info: (message: string, fields?: LogFields) => void
  readonly warn: (message: string, fields?: LogFields) => void
}

type LogFields = Readonly<Record<string, string | number>>

export type Restart = {
  readonly error: WitanError
  /** Starts without success so far. */
  readonly attempt: number
  readonly delayMs: number
}

export type Supervisor = Runtime & {
  /** Makes the child take a new sealing key; resolves with it. The one before stays valid for open quotes. */
  readonly rotateSealingKey: () => Promise<Hex>
  /** Returns the process id of the child, if there is one. */
  readonly pid: () => number | undefined
  /** Returns the resident memory of the child as it last said; undefined until then, and while it starts again. */
  readonly memoryBytes: () => number | undefined
}

/** Failures that a restart can't repair. */
const PERMANENT = new Set(['MODEL_MISSING', 'MODEL_HASH_MISMATCH', 'MODEL_INVALID'])

/** Starts in a row without success until the supervisor gives up. */
const MAX_ATTEMPTS = 8
/** The same for starts that took all the time they had: what hangs twice would keep its operator waiting in vain. */
const MAX_LATE_STARTS = 2
const FIRST_DELAY_MS = 200
const MAX_DELAY_MS = 30_000

/** A child that served this long was healthy (milliseconds): the delay starts small again. */
const HEALTHY_MS = 10_000

/** Starts a runtime child and returns the runtime at once; `ready()` tells when it serves. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  return new ChildSupervisor(options)
}

class ChildSupervisor implements Supervisor {
  readonly #options: SupervisorOptions
  readonly #board: TaskBoard
  #child: RuntimeChild | undefined
  #models: readonly RuntimeModel[] = []
  /** Known while a child serves. */
  #sealingKey: Hex | undefined
  #memoryBytes: number | undefined
  #serving = startWaiting()
  #rotating: PromiseWithResolvers<Hex> | undefined
  #attempt = 0
  #lateStarts = 0
  #readyAt = 0
  #restartTimer: NodeJS.Timeout | undefined
  #closed = false
  readonly run: Runtime['run']
  readonly load: Runtime['load']

  constructor(options: SupervisorOptions) {
    const { slots, limits } = options
    this.#options = options
    this.#board = createTaskBoard({
      slots,
      maxQueued: limits.maxQueued ?? 4 * slots,
      taskTimeoutMs: limits.taskTimeoutMs,
      onHang: () =>
        this.#child?.kill(new WitanError('RUNTIME_CRASHED', 'The runtime kept an ended task.')),
    })
    this.run = this.#board.run
    this.load = this.#board.load
    this.#start()
  }

  readonly models = () => this.#models

  readonly pid = () => this.#child?.pid

  readonly memoryBytes = () => this.#memoryBytes

  readonly ready = () => this.#serving.promise

  readonly sealingKey = () => {
    if (this.#sealingKey === undefined) throw notReady()
    return this.#sealingKey
  }

  readonly rotateSealingKey = async () => {
    if (this.#sealingKey === undefined || this.#child === undefined) throw notReady()
    if (this.#rotating === undefined) {
      this.#rotating = Promise.withResolvers<Hex>()
      this.#child.post({ type: 'rotate' })
    }
    return await this.#rotating.promise
  }

  readonly close = async () => {
    this.#closed = true
    clearTimeout(this.#restartTimer)
    const error = new WitanError('ABORTED', 'The runtime was closed.')
    this.#board.fail(error)
    this.#serving.reject(error)
    await this.#child?.close()
  }

  #start(): void {
    const { models, slots, limits, gpu = false, threads = 1, heartbeatMs = 2_000 } = this.#options
    const { memoryMb, startTimeoutMs, maxContextTokens = 4096 } = limits
    this.#child = startChild({
      program: this.#options.program,
      engine: { models, slots, maxContextTokens, gpu, threads },
      memoryMb,
      startTimeoutMs,
      heartbeatMs,
      onMessage: (message) => this.#receive(message),
      onExit: (error) => this.#onExit(error),
    })
  }

  #receive(message: FromChild): void {
    switch (message.type) {
      case 'ready':
        this.#onReady(message)
        return
      case 'key':
        this.#sealingKey = message.sealingKey
        this.#rotating?.resolve(message.sealingKey)
        this.#rotating = undefined
        return
      case 'pong':
        this.#memoryBytes = message.rssBytes
        return
      case 'event':
      case 'error':
        this.#board.receive(message)
        return
      default: // a failed start is the business of startChild
    }
  }

  #onReady({ models, sealingKey }: Extract<FromChild, { type: 'ready' }>): void {
    this.#models = models
    this.#sealingKey = sealingKey
    this.#readyAt = Date.now()
    const { logger, slots } = this.#options
    logger?.info('runtime ready', { models: models.length, slots })
    this.#board.connect((message) => this.#child?.post(message))
    this.#serving.resolve()
  }

  #onExit(error: WitanError): void {
    const served = this.#sealingKey !== undefined
    this.#child = undefined
    this.#sealingKey = undefined
    this.#memoryBytes = undefined
    this.#rotating?.reject(error)
    this.#rotating = undefined
    this.#board.disconnect(error)
    if (this.#closed) return
    if (served) {
      this.#serving = startWaiting()
      if (Date.now() - this.#readyAt >= HEALTHY_MS) this.#attempt = 0
    }
    this.#attempt += 1
    this.#lateStarts = !served && error.code === 'RUNTIME_TIMEOUT' ? this.#lateStarts + 1 : 0
    const tooLate = this.#lateStarts >= MAX_LATE_STARTS
    const cannotStart = !served && (tooLate || this.#attempt > MAX_ATTEMPTS)
    if (PERMANENT.has(error.code) || cannotStart) this.#giveUp(error)
    else this.#restart(error)
  }

  #restart(error: WitanError): void {
    const attempt = this.#attempt
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS)
    this.#options.logger?.warn('runtime restarts', { code: error.code, attempt, delayMs })
    this.#options.onRestart?.({ error, attempt, delayMs })
    this.#restartTimer = setTimeout(() => this.#start(), delayMs)
  }

  #giveUp(error: WitanError): void {
    const { logger } = this.#options
    logger?.warn('runtime cannot start', { code: error.code, attempt: this.#attempt })
    this.#board.fail(error)
    this.#serving.reject(error)
  }
}

/** Returns a promise to serve; nobody has to await it. */
function startWaiting(): PromiseWithResolvers<void> {
  const waiting = Promise.withResolvers<void>()
  waiting.promise.catch(() => {})
  return waiting
}

function notReady(): WitanError {
  return new WitanError('RUNTIME_CRASHED', 'The runtime is not serving at the moment.', {
    retryable: true,
  })
}
