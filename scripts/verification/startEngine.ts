import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Engine, GeneratedToken, ReplayedPosition } from '#runtime/engine.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import type { RuntimeModel } from '#runtime/runtime.ts'
import type { EngineAnswer, EngineCall, NumberedCall, WorkerOrder } from './engineCall.ts'
import type { Profile } from './loadExpert.ts'
import { mirrorLibrary } from './mirrorLibrary.ts'
import type { Reader, ReadPosition } from './openReader.ts'

/** An engine in its process. */
export type StartedEngine = Engine & {
  /** A replay without grammar and with all logits. */
  readonly read: Reader
  /** Ends the process. */
  readonly close: () => void
}

const WORKER = join(import.meta.dirname, 'engineWorker.ts')

/**
 * Returns an engine in a process of its own, which can compute with a library for another family of processors. The
 * process ends with this one, and keeps it from ending only while it computes.
 *
 * @param expert - Entry of the manifest.
 * @param profile - How it computes.
 * @param file - A file in place of the shipped one.
 * @throws {Error} when this machine's processor does not run the library.
 */
export async function startEngine(
  expert: ShippedExpert,
  { library: name, ...profile }: Profile,
  file?: string,
): Promise<StartedEngine> {
  const order: WorkerOrder = {
    expert,
    profile,
    file,
    ...(name !== undefined && { library: { name, binaries: await mirrorLibrary(name) } }),
  }
  const child = fork(WORKER, [JSON.stringify(order)], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const call = callsOf(child, name)
  const models = (await call()) as readonly RuntimeModel[]
  return {
    models,
    async *generate({ signal: _, ...generate }) {
      yield* (await call({ generate })) as readonly GeneratedToken[]
    },
    async replay({ signal: _, ...replay }) {
      return (await call({ replay })) as readonly ReplayedPosition[]
    },
    read: async (input, output) => (await call({ read: { input, output } })) as ReadPosition[],
    close: () => child.disconnect(),
  }
}

/** Returns what asks a process and waits for its answer; the first answer comes unasked. */
function callsOf(child: ChildProcess, library = 'of its own') {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0
  child.on('message', ({ id, result, error }: EngineAnswer) => {
    if (error === undefined) waiting.get(id)?.resolve(result)
    else waiting.get(id)?.reject(new Error(error))
  })
  child.once('exit', () => {
    const gone = new Error(`The process with the library ${library} is gone.`)
    for (const { reject } of waiting.values()) reject(gone)
  })
  return async (call?: EngineCall): Promise<unknown> => {
    const id = call === undefined ? 0 : ++last
    const answer = Promise.withResolvers<unknown>()
    waiting.set(id, answer)
    child.ref()
    child.channel?.ref()
    if (call !== undefined) child.send({ id, ...call } satisfies NumberedCall)
    try {
      return await answer.promise
    } finally {
      waiting.delete(id)
      if (waiting.size === 0) {
        child.unref()
        child.channel?.unref()
      }
    }
  }
}
