/**
 * A runtime child that lies: `dishonestChild.ts <lie> [model file]`. It is the honest one but for its engine. Only the
 * programs of the devnet and the tests can fork it; no configuration leads here.
 */

import { serveParent } from '#runtime/child/serveParent.ts'
import type { Engine } from '#runtime/engine.ts'
import { createEngine, type EngineOptions } from '#runtime/llama/createEngine.ts'
import { hashFile } from '#runtime/models/hashFile.ts'
import { createDishonestEngine } from './dishonestEngine.ts'
import { parseLie } from './lies.ts'

const [lie, modelPath] = process.argv.slice(2) as [string, string | undefined]

serveParent(async (options) => {
  const engine =
    modelPath === undefined ? await createEngine(options) : await openSmaller(options, modelPath)
  return createDishonestEngine(engine, parseLie(lie))
})

/** Serves a smaller file under the id of the one that was promised. */
async function openSmaller(options: EngineOptions, path: string): Promise<Engine> {
  const [promised] = options.models
  const { modelId, ...entry } = promised!
  const smaller = { ...entry, path, sha256: await hashFile(path) }
  const engine = await createEngine({ ...options, models: [smaller] })
  const [real] = engine.models
  const models = [{ ...real!, modelId: modelId! }]
  const own = { modelId: real!.modelId }
  return {
    models,
    generate: (request) => engine.generate({ ...request, ...own }),
    replay: (request) => engine.replay({ ...request, ...own }),
  }
}
