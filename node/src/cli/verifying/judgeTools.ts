/** What a verifier judges with: engines for the models that are here, and limits for them. */

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Chain } from '#chain/chain.ts'
import { readCalibration } from '#chain/readCalibration.ts'
import { readCalibrationVersion } from '#chain/readCalibrationVersion.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { Engine } from '#runtime/engine.ts'
import { createEngine } from '#runtime/llama/createEngine.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import { type ExpertCalibration, parseCalibrations } from '#verification/calibrations.ts'
import type { SequentialModel } from '#verification/sequentialTest.ts'
import { decodeThresholds, type Thresholds } from '#verification/thresholds.ts'
import type { Verifier } from '#verifier/verifier.ts'
import { entryOf, readOwnModels } from '../ownModels.ts'
import { shippedExperts } from '../shippedExperts.ts'

const THRESHOLDS_FILE = fileURLToPath(new URL('../../../experts/thresholds.json', import.meta.url))
/** Longest context that is replayed where the model's own is longer (tokens). */
const MAX_CONTEXT_TOKENS = 4096
/** Of a model that nobody calibrated: only what no machine's rounding explains is taken before the court. */
const UNCALIBRATED: Pick<Thresholds, 'perTokens'> = {
  perTokens: [
    { tokens: 8, suspect: { margin: 0.05, gap: 0.1 }, fault: { margin: 0.3, gap: 0.4 } },
    { tokens: 32, suspect: { margin: 0.03, gap: 0.05 }, fault: { margin: 0.2, gap: 0.3 } },
  ],
}

/** Returns engines by model, each loaded when it is first needed and used by one replay at a time. */
export function createEngines(dataDir: string): Verifier['engineOf'] {
  const engines = new Map<ModelId, Promise<Engine | undefined>>()
  return async (modelId) => {
    const known = engines.get(modelId) ?? loadEngine(dataDir, modelId)
    engines.set(modelId, known)
    return await known
  }
}

async function loadEngine(dataDir: string, modelId: ModelId): Promise<Engine | undefined> {
  const entries: readonly ModelEntry[] = [
    ...(await shippedExperts()),
    ...(await readOwnModels(dataDir)).map(entryOf),
  ]
  const entry = entries.find((one) => one.modelId === modelId)
  if (entry === undefined) return undefined
  const maxContextTokens = entry.contextTokens ?? MAX_CONTEXT_TOKENS
  const options = { models: [entry], slots: 1, maxContextTokens, gpu: false, threads: 1 } as const
  return oneAtATime(await createEngine(options))
}

function oneAtATime(engine: Engine): Engine {
  let last: Promise<unknown> = Promise.resolve()
  return {
    ...engine,
    replay: (request) => {
      const next = last.then(() => engine.replay(request))
      last = next.catch(() => undefined)
      return next
    },
  }
}

/** Returns the limits for answers: those of the registry that a case goes by, or those that come with the program. */
export function createThresholds(chain: Chain): Verifier['thresholdsOf'] {
  return async ({ modelId, jobId }, named) => {
    const version = named ?? (await readCalibrationVersion(chain, { modelId, jobId }))
    const published = version > 0 && (await readCalibration(chain, { modelId, version }))
    if (published) return decodeThresholds(published.thresholds)
    const shipped = await readShipped()
    const own = shipped.find((one) => one.modelId === modelId)
    return own?.thresholds ?? UNCALIBRATED
  }
}

/** Returns what a model's honest replays look like over many probes; undefined where the program does not know. */
export async function readSequential(modelId: ModelId): Promise<SequentialModel | undefined> {
  return (await readShipped()).find((one) => one.modelId === modelId)?.sequential
}

/** The calibrations that come with the program. */
async function readShipped(): Promise<readonly ExpertCalibration[]> {
  return parseCalibrations(await readFile(THRESHOLDS_FILE, 'utf8'))
}
