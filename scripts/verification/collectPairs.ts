import { utf8 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import { type Candidate, MAX_CANDIDATES, raceWinner } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Race } from '#runtime/engine.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { comparePosition, type PositionDifference } from '#verification/compareReplay.ts'
import type { Profile } from './loadExpert.ts'
import { openMasks } from './openMasks.ts'
import type { ReadPosition } from './openReader.ts'
import { drawRequests, type Request, write } from './request.ts'
import { type StartedEngine, startEngine } from './startEngine.ts'

/** Temperatures in turn (thousandths): without noise only the likeliest token counts, with it others do too. */
const TEMPERATURES = [0, 1000]
/** Requests that are drawn at a time. */
const CHUNK = 200

/** How far an honest node is from an honest verifier on another machine, one list per answer. */
export type ComparedPair = {
  readonly node: Profile
  readonly verifier: Profile
  readonly jobs: PositionDifference[][]
}

/**
 * Returns all ordered pairs of machines, over answers that they write in turn. Every machine reads every answer once;
 * at a place where it did not write itself, it commits to what it says there and to its own winner of the race, as it
 * would have after the same beginning.
 *
 * @param expert - Entry of the manifest.
 * @param machines - How they compute.
 * @param options - Output tokens to collect, and where requests are drawn; when to stop earlier (milliseconds since
 * 1970).
 */
export async function collectPairs(
  expert: ShippedExpert,
  machines: readonly Profile[],
  options: collectPairs.Options,
): Promise<ComparedPair[]> {
  const engines: StartedEngine[] = []
  try {
    for (const profile of machines) engines.push(await startEngine(expert, profile))
    return await compareAll(expert, { engines, mask: await openMasks(expert) }, machines, options)
  } finally {
    for (const engine of engines) engine.close()
  }
}

export declare namespace collectPairs {
  type Options = { readonly tokens: number; readonly seed: number; readonly until: number }
}

async function compareAll(
  { role }: ShippedExpert,
  bench: Bench,
  machines: readonly Profile[],
  { tokens, seed, until }: collectPairs.Options,
): Promise<ComparedPair[]> {
  const pairs = machines.flatMap((node, i) =>
    machines.flatMap((verifier, k) =>
      i === k ? [] : [{ node, verifier, i, k, jobs: [] as PositionDifference[][] }],
    ),
  )
  let [count, answers] = [0, 0]
  for (let chunk = 0; count < tokens; chunk++) {
    for (const request of drawRequests(role, CHUNK, seed + chunk)) {
      if (count >= tokens || Date.now() > until) return pairs
      const temperatureMilli = TEMPERATURES[answers % TEMPERATURES.length]!
      const race = { seed: keccak256(utf8(`${answers} ${request.prompt}`)), temperatureMilli }
      const writer = Math.floor(answers / TEMPERATURES.length) % machines.length
      const sides = await readAll(bench, { request, race, writer })
      for (const { i, k, jobs } of pairs) jobs.push(compare(race, sides[i]!, sides[k]!))
      count += sides[writer]!.committed.length
      answers += 1
    }
  }
  return pairs
}

type Bench = {
  readonly engines: readonly StartedEngine[]
  readonly mask: Awaited<ReturnType<typeof openMasks>>
}

/** What one machine commits to along an answer, and what it sees as a verifier. */
type Side = {
  readonly committed: readonly RacedToken[]
  readonly seen: readonly (readonly Candidate[])[]
}

async function readAll(
  { engines, mask }: Bench,
  { request, race, writer }: { request: Request; race: Race; writer: number },
): Promise<Side[]> {
  const { raced } = await write(engines[writer]!, request, race)
  const output = raced.map(({ token }) => token)
  const read: (readonly ReadPosition[])[] = []
  for (const engine of engines) read.push(await engine.read(request.modelInput, output))
  return (await mask(request, output, read)).map((seen, i) => ({
    seen,
    committed: i === writer ? raced : seen.map((all, position) => raceAt(race, position, all)),
  }))
}

function raceAt(
  { seed, temperatureMilli }: Race,
  position: number,
  all: readonly Candidate[],
): RacedToken {
  const candidates = all.slice(0, MAX_CANDIDATES)
  return { token: raceWinner(seed, position, candidates, temperatureMilli).id, candidates }
}

function compare(race: Race, node: Side, verifier: Side): PositionDifference[] {
  return node.committed.map((one, position) =>
    comparePosition(race, { position, ...one }, verifier.seen[position]!),
  )
}
