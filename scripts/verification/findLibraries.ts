import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { listLibraries } from './mirrorLibrary.ts'
import { startEngine } from './startEngine.ts'

/**
 * One library of each kind of arithmetic, the commonest first: of those that come with the engine for x86-64, ivybridge
 * gave the numbers of sandybridge, piledriver those of haswell, and all that were run for AVX-512 those of skylakex.
 * Those for AVX-VNNI (alderlake) and AMX (sapphirerapids) were never run.
 */
const KINDS = ['haswell', 'skylakex', 'sandybridge', 'sse42', 'x64']

/** Returns the libraries that this machine runs, one of each kind; none where the engine has a single one. */
export async function findLibraries(expert: ShippedExpert): Promise<string[]> {
  const there = new Set(await listLibraries())
  const found: string[] = []
  for (const library of KINDS) {
    if (!there.has(library)) continue
    const engine = await startEngine(expert, { library }).catch(() => undefined)
    if (engine === undefined) continue
    engine.close()
    found.push(library)
  }
  return found
}
