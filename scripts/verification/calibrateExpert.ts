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
import { widenThresholds } from './widenThresholds.ts'

const REQUEST_SEED = 20_270_501
const DRAW_SEED = 7
/** Of the tokens, those for all pairs of machines. */
const FEW = 0.06
/** Tokens for the pair that differs in its threads: two of them wait for each other on a busy machine. */
const THREADED_TOKENS = 200
/** Requests for the cheat. */
const CHEAT_JOBS = 100

/** Pairs of machines with what they were found to differ by. */
type Measured = { readonly pair: CalibratedPair; readonly jobs: ComparedPair['jobs'] }

/**
 * Returns thresholds for a shipped expert, for the worst pair of honest machines that this one can stand for: libraries
 * for several families of processors, flash attention on and off, batches of 32 and 512, one and two threads. Their tails
 * are found on one pair that differs in two ways, and widened by how much worse another one is.
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
  const measure = async (machines: readonly Profile[], count: number): Promise<Measured[]> => {
    const options = { tokens: count, seed: REQUEST_SEED, until }
    return (await collectPairs(expert, machines, options)).map(measured)
  }
  const flashless: Profile = { flashAttention: false }
  const all = [...(libraries.length > 0 ? libraries : [{}]), flashless, { batchSize: 512 }]
  // the widest comes last: it may be cut short
  const narrow = await measure(all, FEW * tokens)
  const threaded = await measure([{}, { threads: 2 }], THREADED_TOKENS)
  const wide = await measure([own, flashless], tokens)
  const { next } = createRandom(DRAW_SEED)
  const limits = wide.map(({ jobs }) => calibrate(jobs, next))
  const { margin, gap } = worstOf([...wide, ...narrow])
  return {
    role: expert.role,
    modelId: expert.modelId,
    sha256: expert.sha256,
    date: new Date().toISOString().slice(0, 10),
    thresholds: widenThresholds(highestThresholds(limits), worseningOf(wide, narrow)),
    sequential: { honest: { margin, gap }, cheat: await meansOfQ4(expert) },
    pairs: worseOfBoth([...wide, ...narrow, ...threaded]).map(({ pair }) => pair),
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

function worstOf(all: readonly Measured[]): CalibratedPair {
  return all.map(({ pair }) => pair).toSorted((a, b) => b.gap - a.gap)[0]!
}

/**
 * How much further apart the worst of all pairs is than the widest one, on the same requests. Tails need more answers
 * than all pairs can have, so theirs are those of the widest pair by this factor.
 */
function worseningOf(wide: readonly Measured[], narrow: readonly Measured[]): number {
  const keys = new Set(wide.map(keyOf))
  const same = narrow.filter((one) => keys.has(keyOf(one)))
  return worstOf(narrow).gap / worstOf(same).gap
}

function keyOf({ pair }: Measured): string {
  return [pair.node, pair.verifier]
    .map((side) => JSON.stringify(side))
    .sort()
    .join()
}

/** Of the two directions of each pair the one that differs more; of a pair that was measured twice the first. */
function worseOfBoth(all: readonly Measured[]): Measured[] {
  const kept = new Map<string, Measured>()
  for (const one of all) {
    const before = kept.get(keyOf(one))
    const isOfSet = before?.pair.jobs === one.pair.jobs
    if (before === undefined || (isOfSet && before.pair.gap < one.pair.gap)) {
      kept.set(keyOf(one), one)
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
