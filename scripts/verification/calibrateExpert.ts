import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { calibrate } from '#verification/calibrate.ts'
import type { CalibratedPair, ExpertCalibration } from '#verification/calibrations.ts'
import { summarizeDifferences } from '#verification/compareReplay.ts'
import { createRandom } from '../experts/random.ts'
import { collectHonest } from './collectHonest.ts'
import { type ComparedPair, collectPairs } from './collectPairs.ts'
import { findLibraries } from './findLibraries.ts'
import { highestThresholds } from './highestThresholds.ts'
import { loadExpert, type Profile, withVariants } from './loadExpert.ts'

const REQUEST_SEED = 20_270_501
const DRAW_SEED = 7
/** Of the tokens, those for all pairs of machines, and for the pair that differs in its threads. */
const FEW = 0.1
const LEAST = 0.02
/** Requests for the cheat. */
const CHEAT_JOBS = 100

/** Pairs of machines with what they were found to differ by. */
type Measured = { readonly pair: CalibratedPair; readonly jobs: ComparedPair['jobs'] }

/**
 * Returns thresholds for a shipped expert, on the worst pairs of honest machines that this one can stand for: libraries
 * for several families of processors, flash attention on and off, batches of 32 and 512, one and two threads.
 *
 * @param expert - Entry of the manifest.
 * @param options - Tokens of the widest pair, of which the others have a part; when to stop earlier (milliseconds since
 * 1970).
 */
export async function calibrateExpert(
  expert: ShippedExpert,
  { tokens, until }: calibrateExpert.Options,
): Promise<ExpertCalibration> {
  const libraries = (await findLibraries(expert)).map((library): Profile => ({ library }))
  const [own = {}] = libraries
  const measure = async (machines: readonly Profile[], share: number): Promise<Measured[]> => {
    const options = { tokens: share * tokens, seed: REQUEST_SEED, until }
    return (await collectPairs(expert, machines, options)).map(measured)
  }
  const flashless: Profile = { flashAttention: false }
  const all = [...(libraries.length > 0 ? libraries : [{}]), flashless, { batchSize: 512 }]
  const wide = await measure([own, flashless], 1)
  const narrow = await measure(all, FEW)
  const threaded = await measure([{}, { threads: 2 }], LEAST)
  const measuredPairs = worseOfBoth([...wide, ...narrow, ...threaded])
  const worst = (by: 'margin' | 'gap') =>
    measuredPairs.toSorted((a, b) => b.pair[by] - a.pair[by])[0]!
  const { margin, gap } = worst('gap').pair
  const { next } = createRandom(DRAW_SEED)
  const deciding = new Set([...wide, worst('margin'), worst('gap')])
  return {
    role: expert.role,
    modelId: expert.modelId,
    sha256: expert.sha256,
    date: new Date().toISOString().slice(0, 10),
    thresholds: highestThresholds([...deciding].map(({ jobs }) => calibrate(jobs, next))),
    sequential: { honest: { margin, gap }, cheat: await meansOfQ4(expert) },
    pairs: measuredPairs.map(({ pair }) => pair),
  }
}

export declare namespace calibrateExpert {
  type Options = { readonly tokens: number; readonly until: number }
}

function measured({ node, verifier, jobs }: ComparedPair): Measured {
  const { tokens, exact, margin, gap } = summarizeDifferences(jobs.flat())
  const means = { exact: round(exact), margin: round(margin), gap: round(gap) }
  return { pair: { node, verifier, jobs: jobs.length, tokens, ...means }, jobs }
}

/** Of the two directions of each pair the one that differs more; of a pair that was measured twice the first. */
function worseOfBoth(all: readonly Measured[]): Measured[] {
  const kept = new Map<string, Measured>()
  for (const one of all) {
    const key = [one.pair.node, one.pair.verifier].map((side) => JSON.stringify(side)).sort()
    const before = kept.get(key.join())
    const isOfSet = before?.pair.jobs === one.pair.jobs
    if (before === undefined || (isOfSet && before.pair.gap < one.pair.gap)) {
      kept.set(key.join(), one)
    }
  }
  return [...kept.values()]
}

/** The mildest cheat that has a gain: half of the memory. */
async function meansOfQ4(expert: ShippedExpert) {
  return await withVariants(expert, ['q4_0'], async (paths) => {
    const writer = await loadExpert(expert, {}, paths.q4_0)
    const verifiers = [{ flashAttention: false }]
    const options = { verifiers, jobs: CHEAT_JOBS, seed: REQUEST_SEED }
    const [set] = await collectHonest(expert, writer, options)
    const { margin, gap } = summarizeDifferences(set!.flat())
    return { margin: round(margin), gap: round(gap) }
  })
}

function round(value: number): number {
  return Math.round(1e6 * value) / 1e6
}
