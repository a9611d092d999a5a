import { isWitanError } from '#protocol/errors.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { ReadingPort } from './ports.ts'

/** Returns the end tokens of a model; undefined when the chain knows no such model or cannot be asked. */
export type StopTokens = (modelId: ModelId) => Promise<ReadonlySet<number> | undefined>

/** Returns what asks the chain once per model: a registered model never changes. */
export function createStopTokens({ readStopTokens }: ReadingPort): StopTokens {
  const known = new Map<ModelId, ReadonlySet<number>>()
  return async (modelId) => {
    const before = known.get(modelId)
    if (before !== undefined || readStopTokens === undefined) return before
    try {
      const tokens = await readStopTokens(modelId)
      if (tokens === undefined) return undefined
      const stops = new Set(tokens)
      known.set(modelId, stops)
      return stops
    } catch (error) {
      // the check of an end is one of many: without it the job still runs
      if (isWitanError(error)) return undefined
      throw error
    }
  }
}
