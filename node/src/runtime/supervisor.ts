/** Keeps one runtime child serving: starts it, watches it, starts it again. A crash costs its tasks, never the node. */

import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { FromChild } from './ipc.ts'
import type { ModelEntry } from './models/modelEntry.ts'
import type { Runtime, RuntimeModel } from './runtime.ts'
import { type RuntimeChild, startChild } from './supervisor/startChild.ts'
import { createTaskBoard } from './supervisor/taskBoard.ts'

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
}

/** Failures that a restart can't repair. */
const PERMANENT = new Set(['MODEL_MISSING', 'MODEL_HASH_MISMATCH', 'MODEL_INVALID'])

/** Starts in a row without success until the supervisor gives up. */
const MAX_ATTEMPTS = 8
const FIRST_DELAY_MS = 200
const MAX_DELAY_MS = 30_000

/** A child that served this long was healthy (milliseconds): the delay starts small again. */
const HEALTHY_MS = 10_000

/** Starts a runtime child and returns the runtime at once; `ready()` tells when it serves. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { slots, limits, logger, onRestart } = options
  const board = createTaskBoard({
    slots,
    maxQueued: limits.maxQueued ?? 4 * slots,
    taskTimeoutMs: limits.taskTimeoutMs,
    onHang: () => child?.kill(new WitanError('RUNTIME_CRASHED', 'The runtime kept an ended task.')),
  })
  let child: RuntimeChild | undefined
  let models: readonly RuntimeModel[] = []
  let sealingKey: Hex | undefined
  let serving = Promise.withResolvers<void>()
  let rotating: PromiseWithResolvers<Hex> | undefined
  let attempt = 0
  let readyAt = 0
  let restartTimer: NodeJS.Timeout | undefined
  let closed = false
  serving.promise.catch(() => {})

  function start(): void {
    child = startChild({
      engine: {
        models: options.models,
        slots,
        maxContextTokens: limits.maxContextTokens ?? 4096,
        gpu: options.gpu ?? false,
        threads: options.threads ?? 1,
      },
      memoryMb: limits.memoryMb,
      startTimeoutMs: limits.startTimeoutMs,
      heartbeatMs: options.heartbeatMs ?? 2_000,
      onMessage: receive,
      onExit,
    })
  }

  function receive(message: FromChild): void {
    switch (message.type) {
      case 'ready':
        onReady(message)
        return
      case 'key':
        sealingKey = message.sealingKey
        rotating?.resolve(message.sealingKey)
        rotating = undefined
        return
      case 'event':
      case 'error':
        board.receive(message)
        return
      default: // a failed start and signs of life are the child's watcher's business
    }
  }

  function onReady(message: Extract<FromChild, { type: 'ready' }>): void {
    models = message.models
    sealingKey = message.sealingKey
    readyAt = Date.now()
    logger?.info('runtime ready', { models: models.length, slots })
    board.connect((task) => child?.post(task))
    serving.resolve()
  }

  function onExit(error: WitanError): void {
    const wasReady = sealingKey !== undefined
    child = undefined
    sealingKey = undefined
    rotating?.reject(error)
    rotating = undefined
    board.disconnect(error)
    if (closed) return
    if (wasReady) {
      serving = Promise.withResolvers()
      serving.promise.catch(() => {})
      if (Date.now() - readyAt >= HEALTHY_MS) attempt = 0
    }
    attempt += 1
    if (PERMANENT.has(error.code) || attempt > MAX_ATTEMPTS) giveUp(error)
    else restart(error)
  }

  function restart(error: WitanError): void {
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS)
    logger?.warn('runtime restarts', { code: error.code, attempt, delayMs })
    onRestart?.({ error, attempt, delayMs })
    restartTimer = setTimeout(start, delayMs)
  }

  function giveUp(error: WitanError): void {
    logger?.warn('runtime cannot start', { code: error.code, attempt })
    board.fail(error)
    serving.reject(error)
  }

  async function close(): Promise<void> {
    closed = true
    clearTimeout(restartTimer)
    const error = new WitanError('ABORTED', 'The runtime was closed.')
    board.fail(error)
    serving.reject(error)
    await child?.close()
  }

  function rotateSealingKey(): Promise<Hex> {
    rotating ??= Promise.withResolvers<Hex>()
    const { promise } = rotating
    if (sealingKey === undefined || child === undefined) {
      rotating.reject(notReady())
      rotating = undefined
    }
    child?.post({ type: 'rotate' })
    return promise
  }

  start()
  return {
    models: () => models,
    sealingKey() {
      if (sealingKey === undefined) throw notReady()
      return sealingKey
    },
    load: board.load,
    run: board.run,
    ready: () => serving.promise,
    close,
    rotateSealingKey,
    pid: () => child?.pid,
  }
}

function notReady(): WitanError {
  return new WitanError('RUNTIME_CRASHED', 'The runtime is not serving at the moment.', {
    retryable: true,
  })
}
