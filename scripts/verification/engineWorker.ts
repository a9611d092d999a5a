/** Program of a process that computes with one library: an engine chooses its library once, for the whole process. */

import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Engine } from '#runtime/engine.ts'
import type { EngineAnswer, NumberedCall, WorkerOrder } from './engineCall.ts'
import { BINARIES } from './mirrorLibrary.ts'
import type { Reader } from './openReader.ts'

const { library, expert, profile, file } = JSON.parse(process.argv[2]!) as WorkerOrder
if (library !== undefined) {
  const { href } = pathToFileURL(library.binaries)
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === BINARIES ? { url: href, shortCircuit: true } : next(specifier, context),
  })
}
process.once('disconnect', () => process.exit(0))

const engine = await load()
let reader: Promise<Reader> | undefined
process.on('message', (call: NumberedCall) => void answer(call))
post({ id: 0, result: engine.models })

async function load(): Promise<Engine> {
  // the hooks have to stand before the engine is looked for
  const { loadExpert } = await import('./loadExpert.ts')
  const loaded = await loadExpert(expert, profile, file)
  const { sharedObjects } = process.report.getReport() as { readonly sharedObjects: string[] }
  const libraries = sharedObjects.filter((path) => path.includes('ggml-cpu-'))
  const isAlone = libraries.length === 1 && libraries[0]!.includes(`-${library?.name}.`)
  if (library === undefined || isAlone) return loaded
  throw new Error(`Loaded instead of ${library.name}: ${libraries.join(', ')}`)
}

async function answer({ id, generate, replay, read }: NumberedCall): Promise<void> {
  const { signal } = new AbortController()
  try {
    if (generate !== undefined) {
      post({ id, result: await Array.fromAsync(engine.generate({ ...generate, signal })) })
    } else if (replay !== undefined) {
      post({ id, result: await engine.replay({ ...replay, signal }) })
    } else if (read !== undefined) {
      const { openReader } = await import('./openReader.ts')
      reader ??= openReader(expert, profile)
      post({ id, result: await (await reader)(read.input, read.output) })
    }
  } catch (error) {
    post({ id, error: String(error) })
  }
}

function post(message: EngineAnswer): void {
  process.send?.(message)
}
