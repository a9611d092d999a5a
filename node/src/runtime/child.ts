/**
 * The runtime child: a forked process, the only place on a node where plaintext exists. It alone holds the
 * sealing key, opens envelopes, runs the model and seals the answer. It imports protocol, sealing, the engine and
 * the experts, and nothing else (child.test.ts asserts the list); it writes no log and reads no environment.
 */

import type { ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { createTaskHost, type TaskHost } from './child/taskHost.ts'
import type { Engine } from './engine.ts'
import { getExpert } from './experts/expert.ts'
import type { FromChild, ToChild } from './ipc.ts'
import { createEngine, type EngineOptions } from './llama/createEngine.ts'

let host: TaskHost | undefined

function send(message: FromChild): void {
  if (process.connected) process.send?.(message)
}

async function start(options: EngineOptions): Promise<void> {
  await sodiumReady()
  let engine: Engine
  try {
    engine = await createEngine(options)
  } catch (error) {
    send({ type: 'failed', ...startErrorOf(error) })
    return
  }
  const now = () => Math.floor(Date.now() / 1000)
  host = createTaskHost(send, { engine, getExpert, now })
}

function startErrorOf(error: unknown): { code: ErrorCode; message: string } {
  if (isWitanError(error)) return { code: error.code, message: error.message }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : 'Unknown error.' }
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
