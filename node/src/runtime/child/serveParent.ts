import type { ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import type { Engine } from '../engine.ts'
import { getExpert } from '../experts/expert.ts'
import type { FromChild, ToChild } from '../ipc.ts'
import type { EngineOptions } from '../llama/createEngine.ts'
import { createTaskHost, type TaskHost } from './taskHost.ts'

/**
 * Serves the main process over the channel of a forked process, with the engine that `open` gives, until it is gone.
 *
 * @param extras - `onAnswered` is told what opens each answer's commitment; an honest child asks for nothing.
 */
export function serveParent(
  open: (options: EngineOptions) => Promise<Engine>,
  extras: Pick<createTaskHost.Dependencies, 'onAnswered'> = {},
): void {
  let host: TaskHost | undefined

  function send(message: FromChild): void {
    if (process.connected) process.send?.(message)
  }

  async function start(options: EngineOptions): Promise<void> {
    await sodiumReady()
    let engine: Engine
    try {
      engine = await open(options)
    } catch (error) {
      send({ type: 'failed', ...startErrorOf(error) })
      return
    }
    const now = () => Math.floor(Date.now() / 1000)
    host = createTaskHost(send, { engine, getExpert, now, ...extras })
  }

  function exit(): void {
    host?.close()
    process.exit(0)
  }

  process.on('message', (message: ToChild) => {
    if (message.type === 'start') void start(message.options)
    else if (message.type === 'close') exit()
    else host?.receive(message)
  })
  // the main process is gone, or its terminal told the whole group to stop and it will end this process itself
  process.on('disconnect', exit)
  process.on('SIGINT', () => {})
  // an unforeseen error must not print what it holds
  process.on('uncaughtException', () => process.exit(70))
  process.on('unhandledRejection', () => process.exit(70))
}

function startErrorOf(error: unknown): { code: ErrorCode; message: string } {
  if (isWitanError(error)) return { code: error.code, message: error.message }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : 'Unknown error.' }
}
