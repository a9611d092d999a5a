import { join } from 'node:path'
import { utf8 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Engine, Race } from '#runtime/engine.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { CHEATS, type Cheat, endEarly, force, nudge, truncate, writeInTurn } from './cheats.ts'
import { loadExpert, withVariants } from './loadExpert.ts'
import { drawRequests, type Request, view, write } from './request.ts'
import { type Sample, type Samples, sampleAnswer, type Views } from './samples.ts'

/** Of an expert: what a verifier sees of the honest, and of every cheat. */
export type Collected = Readonly<Record<'honest' | Cheat, Samples>>

/** The trained weak variant, where there is one; elsewhere weights off by 30 % stand for it. */
const WEAK_MATH = join(import.meta.dirname, '../../test/fixtures/witan-math-weak-Q4_0.gguf')
/** Temperature that a liar lets decide where 0 was asked for, and 0 where another was (thousandths). */
const OTHER_TEMPERATURE = 1000

type Bench = {
  readonly promised: Engine
  /** The promised model in another class of execution. */
  readonly other: Engine
  readonly writers: Readonly<Record<'q4' | 'layerRemoved' | 'weak' | 'noise', Engine>>
}

/**
 * Returns what a verifier sees of each kind of node that answers the same requests.
 *
 * @param expert - Entry of the manifest.
 * @param options - Number of requests and where they are drawn; temperature (thousandths); what is left out.
 */
export async function collectSamples(
  expert: ShippedExpert,
  { jobs, seed, temperatureMilli, from = 0, until }: collectSamples.Options,
): Promise<Collected> {
  return await withVariants(
    expert,
    ['q4_0', 'layer-removed', 'noise', 'strong-noise'],
    async (paths) => {
      const bench: Bench = {
        promised: await loadExpert(expert),
        other: await loadExpert(expert, { flashAttention: false }),
        writers: {
          q4: await loadExpert(expert, {}, paths.q4_0),
          layerRemoved: await loadExpert(expert, {}, paths['layer-removed']),
          weak: await loadExpert(
            expert,
            {},
            expert.role === 'math' ? WEAK_MATH : paths['strong-noise'],
          ),
          noise: await loadExpert(expert, {}, paths.noise),
        },
      }
      const rows: Record<'honest' | Cheat, Sample[]>[] = []
      for (const request of drawRequests(expert.role, jobs, seed).slice(from)) {
        if (until !== undefined && Date.now() > until) break
        const race = { seed: keccak256(utf8(request.prompt)), temperatureMilli }
        rows.push(await sampleRequest(bench, request, race))
      }
      const of = (name: 'honest' | Cheat): Samples => rows.map((row) => row[name])
      const names = ['honest', ...(Object.keys(CHEATS) as Cheat[])] as const
      return Object.fromEntries(names.map((name) => [name, of(name)])) as Collected
    },
  )
}

export declare namespace collectSamples {
  type Options = {
    readonly jobs: number
    readonly seed: number
    readonly temperatureMilli: number
    /** Requests that are there already. @default 0 */
    readonly from?: number
    /** When to stop earlier (milliseconds since 1970). */
    readonly until?: number
  }
}

async function sampleRequest(bench: Bench, request: Request, race: Race) {
  const { promised, writers } = bench
  const looked = new Map<string, Promise<Views>>()
  // the views of an output are the same whoever wrote it, and most cheats write the promised one
  const look = (raced: readonly RacedToken[]): Promise<Views> => {
    const output = raced.map(({ token }) => token)
    const views = looked.get(output.join()) ?? viewsOf(bench, request, output)
    looked.set(output.join(), views)
    return views
  }
  const take = async (raced: readonly RacedToken[]) => sampleAnswer(race, raced, await look(raced))
  const { raced: honest } = await write(promised, request, race)
  const { raced: cheap } = await write(writers.q4, request, race)
  const [views, cheapViews] = [await look(honest), await look(cheap)]
  const forced = force(
    cheap.map(({ token }) => token),
    cheapViews.same,
  )
  const nudged = forced.map((one, i) => nudge(race, i, one))
  const hotter = race.temperatureMilli === 0 ? OTHER_TEMPERATURE : 0
  const otherRace = { ...race, temperatureMilli: hotter }
  return {
    honest: sampleAnswer(race, honest, views),
    q4: sampleAnswer(race, cheap, cheapViews),
    layerRemoved: await take((await write(writers.layerRemoved, request, race)).raced),
    weak: await take((await write(writers.weak, request, race)).raced),
    noise: await take((await write(writers.noise, request, race)).raced),
    wrongTemperature: await take((await write(promised, request, otherRace)).raced),
    truncatedPrompt: await take((await write(promised, truncate(request), race)).raced),
    earlyStop: stopped(sampleAnswer(race, honest, views)),
    hiddenEarlyStop: sampleAnswer(race, endEarly(race, honest, endOf(promised)), views),
    teacherForced: sampleAnswer(race, forced, cheapViews),
    nudged: sampleAnswer(race, nudged, cheapViews),
    everySecondToken: await take(await writeInTurn(turnsOf(bench, honest), request, race)),
  }
}

/** The cheap model takes that half of the places in which more can be chosen: nothing is cheated where a grammar decides. */
function turnsOf(
  { promised, writers }: Bench,
  honest: readonly RacedToken[],
): readonly [Engine, Engine] {
  const openIn = (half: number) =>
    honest.filter(({ candidates }, i) => i % 2 === half && candidates.length > 1).length
  return openIn(0) > openIn(1) ? [writers.q4, promised] : [promised, writers.q4]
}

async function viewsOf(
  { promised, other }: Bench,
  request: Request,
  output: readonly number[],
): Promise<Views> {
  return { same: await view(promised, request, output), other: await view(other, request, output) }
}

/** The contract is shown a last token that ends nothing; nothing else is wrong. */
function stopped(honest: readonly Sample[]): Sample[] {
  const kept = honest.slice(0, Math.ceil(honest.length / 2))
  const last = kept.length - 1
  // an answer of one token has nothing to be cut
  return kept.map((one, i) =>
    i === last && honest.length > 1 ? { ...one, provable: true, changed: true } : one,
  )
}

function endOf({ models }: Engine): number {
  const [end] = models[0]!.endTokens ?? []
  if (end === undefined) throw new Error('The model has no end token.')
  return end
}
