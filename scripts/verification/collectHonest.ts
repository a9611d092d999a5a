import { utf8 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import type { Engine } from '#runtime/engine.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { comparePosition, type PositionDifference } from '#verification/compareReplay.ts'
import { loadExpert, type Profile } from './loadExpert.ts'
import { drawRequests, view, write } from './request.ts'

/** Temperatures in turn (thousandths): without noise only the likeliest token counts, with it others do too. */
const TEMPERATURES = [0, 1000]

/**
 * Returns how far answers of one machine are from what others say of them, one list per request, one set per verifier.
 *
 * @param expert - Entry of the manifest.
 * @param node - How the node computes; or the engine of a node that is not honest.
 * @param options - How the verifiers compute; number of requests and where they are drawn.
 */
export async function collectHonest(
  expert: ShippedExpert,
  node: Profile | Engine,
  { verifiers, jobs, seed }: collectHonest.Options,
): Promise<PositionDifference[][][]> {
  const writer = 'generate' in node ? node : await loadExpert(expert, node)
  const engines: Engine[] = []
  for (const profile of verifiers) engines.push(await loadExpert(expert, profile))
  const sets: PositionDifference[][][] = engines.map(() => [])
  for (const [i, request] of drawRequests(expert.role, jobs, seed).entries()) {
    const temperatureMilli = TEMPERATURES[i % TEMPERATURES.length]!
    const race = { seed: keccak256(utf8(request.prompt)), temperatureMilli }
    const { raced } = await write(writer, request, race)
    const output = raced.map(({ token }) => token)
    for (const [k, engine] of engines.entries()) {
      const views = await view(engine, request, output)
      sets[k]!.push(
        views.map((candidates, position) =>
          comparePosition(race, { position, ...raced[position]! }, candidates),
        ),
      )
    }
  }
  return sets
}

export declare namespace collectHonest {
  type Options = {
    readonly verifiers: readonly Profile[]
    readonly jobs: number
    readonly seed: number
  }
}
