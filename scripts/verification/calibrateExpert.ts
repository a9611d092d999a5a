import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { calibrate } from '#verification/calibrate.ts'
import type { CalibratedPair, ExpertCalibration } from '#verification/calibrations.ts'
import { type PositionDifference, summarizeDifferences } from '#verification/compareReplay.ts'
import { createRandom } from '../experts/random.ts'
import { collectHonest } from './collectHonest.ts'
import { loadExpert, type Profile, withVariants } from './loadExpert.ts'

const REQUEST_SEED = 20_270_501
const DRAW_SEED = 7
/** Of the requests, those for pairs that turn out the same to the last number, and for the cheat. */
const FEW = 0.1
const SOME = 0.25

type Compared = { readonly pair: CalibratedPair; readonly jobs: PositionDifference[][] }

/**
 * Returns thresholds for a shipped expert, on the worst pair of honest machines that this one can stand for: threads
 * 1 and 2, batches of 32 and 512, flash attention on and off.
 *
 * @param expert - Entry of the manifest.
 * @param jobs - Requests per pair.
 */
export async function calibrateExpert(
  expert: ShippedExpert,
  jobs: number,
): Promise<ExpertCalibration> {
  const few = Math.ceil(FEW * jobs)
  const compared = [
    ...(await compare(expert, {}, [{ flashAttention: false }], jobs)),
    ...(await compare(expert, { flashAttention: false, batchSize: 512 }, [{}], jobs)),
    ...(await compare(expert, {}, [{ batchSize: 512 }, { threads: 2 }], few)),
  ]
  const worst = compared.toSorted((a, b) => b.pair.gap - a.pair.gap)[0]!
  const { margin, gap } = worst.pair
  return {
    role: expert.role,
    modelId: expert.modelId,
    sha256: expert.sha256,
    date: new Date().toISOString().slice(0, 10),
    thresholds: calibrate(worst.jobs, createRandom(DRAW_SEED).next),
    sequential: { honest: { margin, gap }, cheat: await meansOfQ4(expert, Math.ceil(SOME * jobs)) },
    pairs: compared.map(({ pair }) => pair),
  }
}

async function compare(
  expert: ShippedExpert,
  node: Profile,
  verifiers: readonly Profile[],
  count: number,
): Promise<Compared[]> {
  const options = { verifiers, jobs: count, seed: REQUEST_SEED }
  const sets = await collectHonest(expert, node, options)
  return sets.map((jobs, i) => {
    const { tokens, exact, margin, gap } = summarizeDifferences(jobs.flat())
    const pair = { node, verifier: verifiers[i]!, jobs: count, tokens, exact, margin, gap }
    return { pair: rounded(pair), jobs }
  })
}

/** The mildest cheat that has a gain: half of the memory. */
async function meansOfQ4(expert: ShippedExpert, jobs: number) {
  return await withVariants(expert, ['q4_0'], async (paths) => {
    const writer = await loadExpert(expert, {}, paths.q4_0)
    const verifiers = [{ flashAttention: false }]
    const [set] = await collectHonest(expert, writer, { verifiers, jobs, seed: REQUEST_SEED })
    const { margin, gap } = summarizeDifferences(set!.flat())
    return { margin: round(margin), gap: round(gap) }
  })
}

function rounded({ exact, margin, gap, ...rest }: CalibratedPair): CalibratedPair {
  return { ...rest, exact: round(exact), margin: round(margin), gap: round(gap) }
}

function round(value: number): number {
  return Math.round(1e6 * value) / 1e6
}
