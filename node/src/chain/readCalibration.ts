import { fromHex, type Hex } from '#protocol/bytes.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { modelRegistry } from './contracts.ts'
import { reading } from './reading.ts'

/** By which thresholds a replay of a model is judged. */
export type PublishedCalibration = {
  readonly calibrationSetHash: Hex
  readonly tokens: number
  /** Unix seconds. */
  readonly publishedAt: number
  readonly thresholds: Uint8Array
}

/** Returns a version of a model's thresholds; undefined when it does not exist. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readCalibration(
  chain: Chain,
  { modelId, version }: { readonly modelId: ModelId; readonly version: number },
): Promise<PublishedCalibration | undefined> {
  const found = await reading(chain, (reader) =>
    reader.readContract({
      ...modelRegistry(chain),
      functionName: 'calibrationOf',
      args: [modelId, version],
    }),
  )
  if (found.publishedAt === 0) return undefined
  return { ...found, thresholds: fromHex(found.thresholds) }
}
