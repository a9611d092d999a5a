import { utf8 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import type { Engine } from '#runtime/engine.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import {
  comparePosition,
  type PositionDifference,
  summarizeDifferences,
} from '#verification/compareReplay.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { judgeReplay, type Thresholds } from '#verification/thresholds.ts'
import { findLibraries } from './findLibraries.ts'
import { loadExpert, type Profile } from './loadExpert.ts'
import { drawRequests, view, write } from './request.ts'

const REQUEST_SEED = 20_270_701
/** Temperatures in turn (thousandths). */
const TEMPERATURES = [0, 1000]
/** Answers are short, so those of a node are judged together once they have so many tokens. */
const JUDGED_TOKENS = 32

/** Who answered and who looked; `class` says whether equality is demanded: a batch size is part of it. */
type Pair = {
  readonly node: Profile
  readonly verifier: Profile
  readonly class: 'same' | 'other'
}

const PAIRS: readonly Pair[] = [
  { node: {}, verifier: {}, class: 'same' },
  { node: { batchSize: 16 }, verifier: {}, class: 'other' },
  { node: { batchSize: 512 }, verifier: {}, class: 'other' },
  { node: {}, verifier: { flashAttention: false }, class: 'other' },
  { node: { flashAttention: false, batchSize: 512 }, verifier: {}, class: 'other' },
]
/** One in so many probes has two threads on one side: they wait for each other on a busy machine. */
const THREADS_EVERY = 200
const TWO_THREADS: Pair = { node: { threads: 2 }, verifier: {}, class: 'same' }

export type HonestProbes = {
  /** Answers that were looked at. */
  readonly probes: number
  /** Answers with a fault in a race, with a number that differs within the class, or in a case across classes. */
  readonly slashed: number
  /** Judgements across classes that ended in a doubt. */
  readonly suspected: number
  readonly judgements: number
  readonly tokens: number
  readonly sameClass: number
  readonly twoThreads: number
  /** With libraries for two families of processors; not counted before they were told apart. */
  readonly libraries?: number
}

/**
 * Returns what honest nodes of several settings are found guilty of.
 *
 * @param expert - Entry of the manifest.
 * @param thresholds - Calibrated on other requests.
 * @param options - Number of probes; how many were made before, which were others; when to stop earlier
 * (milliseconds since 1970).
 */
export async function probeHonest(
  expert: ShippedExpert,
  thresholds: Pick<Thresholds, 'perTokens'>,
  { probes, from, until }: probeHonest.Options,
): Promise<HonestProbes> {
  const load = loadOnce(expert)
  const pairs = [...PAIRS, ...(await libraryPairs(expert)), TWO_THREADS].map((pair) => ({
    ...pair,
    pending: [] as PositionDifference[],
  }))
  const turns = pairs.length - 1
  const tally = {
    probes: 0,
    slashed: 0,
    suspected: 0,
    judgements: 0,
    tokens: 0,
    sameClass: 0,
    twoThreads: 0,
    libraries: 0,
  }
  for (const [i, request] of drawRequests(expert.role, probes, REQUEST_SEED + from).entries()) {
    if (Date.now() > until) break
    const isThreaded = i % THREADS_EVERY === 0
    const pair = isThreaded ? pairs.at(-1)! : pairs[i % turns]!
    const temperatureMilli = TEMPERATURES[Math.floor(i / turns) % TEMPERATURES.length]!
    const race = { seed: keccak256(utf8(request.prompt)), temperatureMilli }
    const { raced } = await write(await load(pair.node), request, race)
    const output = raced.map(({ token }) => token)
    const differences = (await view(await load(pair.verifier), request, output)).map(
      (candidates, position) =>
        comparePosition(race, { position, ...raced[position]! }, candidates),
    )
    const isFaulty = raced.some((one, position) => faultOf(race, position, one) !== undefined)
    const isInexact = pair.class === 'same' && differences.some(({ exact }) => !exact)
    tally.probes += 1
    tally.tokens += raced.length
    tally.sameClass += Number(pair.class === 'same')
    tally.twoThreads += Number(isThreaded)
    tally.libraries += Number(pair.node.library !== pair.verifier.library)
    tally.slashed += Number(isFaulty || isInexact)
    if (pair.class === 'same') continue
    pair.pending.push(...differences)
    if (pair.pending.length < JUDGED_TOKENS) continue
    const verdict = judgeReplay(summarizeDifferences(pair.pending.splice(0)), thresholds)
    tally.judgements += 1
    tally.slashed += Number(verdict === 'fault')
    tally.suspected += Number(verdict !== 'pass')
  }
  return tally
}

export declare namespace probeHonest {
  type Options = { readonly probes: number; readonly from: number; readonly until: number }
}

/** Each library and the next, both ways. */
async function libraryPairs(expert: ShippedExpert): Promise<Pair[]> {
  const libraries = await findLibraries(expert)
  return libraries.flatMap((library, i): Pair[] => {
    const next = libraries[(i + 1) % libraries.length]!
    if (next === library) return []
    return [
      { node: { library }, verifier: { library: next }, class: 'other' },
      { node: { library: next }, verifier: { library }, class: 'other' },
    ]
  })
}

/** Returns what loads an engine of each profile once. */
function loadOnce(expert: ShippedExpert): (profile: Profile) => Promise<Engine> {
  const loaded = new Map<string, Promise<Engine>>()
  return async (profile) => {
    const key = JSON.stringify(profile)
    const engine = loaded.get(key) ?? loadExpert(expert, profile)
    loaded.set(key, engine)
    return await engine
  }
}
