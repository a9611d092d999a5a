/** Whether a cheap model may write what the promised one only commits to, by temperature; and what a temperature costs. */

import { utf8 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import type { Candidate } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Engine } from '#runtime/engine.ts'
import { getExpert } from '#runtime/experts/expert.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { getGenerator } from '../experts/getGenerator.ts'
import { createRandom, type Random } from '../experts/random.ts'
import { force } from './cheats.ts'
import { loadExpert, withVariants } from './loadExpert.ts'
import { drawRequests, type Request, view, write } from './request.ts'

const REQUEST_SEED = 20_270_601
/** Thousandths; the experts are served at 0. */
const SERVED = [0, 1000] as const
/** One expert is looked at with more noise too, and without its grammar. */
const CLOSELY = { role: 'math', temperatures: [0, 500, 1000, 1500, 2000] } as const
const PROBE_TOKENS = 32
const DRAWS = 1_000

/** Of one temperature, with the experts' grammars or without any. */
export type Forcing = {
  readonly temperatureMilli: number
  readonly grammar: boolean
  /** Share of the honest expert's answers that are right (0 to 1). */
  readonly right: number
  /** Share of tokens that another than the likeliest candidate won. */
  readonly drawn: number
  readonly writers: Readonly<Record<Writer, WriterForcing>>
}

/** From the nearest to the cheapest. */
export const WRITERS = ['noise', 'q4', 'layerRemoved', 'weak', 'twoLayers'] as const
export type Writer = (typeof WRITERS)[number]

type WriterForcing = {
  /** Share of tokens that lose their race over the promised numbers. */
  readonly perToken: number
  /** Share of 32-token outputs with such a token: found by everybody, without a model. */
  readonly per32: number
  /** Share of 32-token outputs that are not what the promised model gives; and of those, the share with such a token. */
  readonly differing32: number
  readonly seen32: number
  /** Answers that are not what the promised model gives; and those among them without such a token. */
  readonly differing: number
  readonly differingUnseen: number
}

/** Returns what forcing shows at each temperature. @param jobs - Requests per temperature. */
export async function measureForcing(expert: ShippedExpert, jobs: number): Promise<Forcing[]> {
  return await withVariants(
    expert,
    ['q4_0', 'layer-removed', 'two-layers', 'noise', 'strong-noise'],
    async (paths) => {
      const promised = await loadExpert(expert)
      const writers: Record<Writer, Engine> = {
        q4: await loadExpert(expert, {}, paths.q4_0),
        layerRemoved: await loadExpert(expert, {}, paths['layer-removed']),
        twoLayers: await loadExpert(expert, {}, paths['two-layers']),
        noise: await loadExpert(expert, {}, paths.noise),
        weak: await loadExpert(expert, {}, paths['strong-noise']),
      }
      const requests = drawRequests(expert.role, jobs, REQUEST_SEED)
      const rows: Forcing[] = []
      const isClose = expert.role === CLOSELY.role
      for (const grammar of isClose ? [true, false] : [true]) {
        for (const temperatureMilli of isClose ? CLOSELY.temperatures : SERVED) {
          const asked = grammar ? requests : requests.map(({ grammar: _, ...rest }) => rest)
          const run = { role: expert.role, promised, writers, requests: asked, temperatureMilli }
          rows.push({ temperatureMilli, grammar, ...(await measureRow(run)) })
        }
      }
      return rows
    },
  )
}

type Run = {
  readonly role: ShippedExpert['role']
  readonly promised: Engine
  readonly writers: Readonly<Record<Writer, Engine>>
  readonly requests: readonly Request[]
  readonly temperatureMilli: number
}

/** Of a forced token: whether it lost its race, and whether the promised model gives another one. */
type ForcedToken = { readonly lost: boolean; readonly differs: boolean }

async function measureRow({ role, promised, writers, requests, temperatureMilli }: Run) {
  const jobs = new Map<Writer, ForcedToken[][]>(WRITERS.map((name) => [name, []]))
  let [right, drawn, tokens] = [0, 0, 0]
  for (const request of requests) {
    const race = { seed: keccak256(utf8(request.prompt)), temperatureMilli }
    const { raced, raw } = await write(promised, request, race)
    right += Number(isRight(role, request, raw))
    drawn += raced.filter(({ token, candidates }) => candidates[0]!.id !== token).length
    tokens += raced.length
    // most cheap writers write the promised output, of which the promised numbers are known
    const views = new Map([[raced.map(({ token }) => token).join(), numbersOf(raced)]])
    for (const name of WRITERS) {
      const cheap = (await write(writers[name], request, race)).raced.map(({ token }) => token)
      const seen = views.get(cheap.join()) ?? (await view(promised, request, cheap))
      views.set(cheap.join(), seen)
      const forced = force(cheap, seen)
      const looked = forced.map((one, i) => ({
        lost: faultOf(race, i, one) !== undefined,
        differs: one.token !== raced[i]?.token,
      }))
      jobs.get(name)!.push(looked)
    }
  }
  const random = createRandom(temperatureMilli)
  const shown = WRITERS.map((name) => [name, forcingOf(jobs.get(name)!, random)])
  return {
    right: right / requests.length,
    drawn: drawn / tokens,
    writers: Object.fromEntries(shown) as Record<Writer, WriterForcing>,
  }
}

function numbersOf(raced: readonly RacedToken[]): readonly (readonly Candidate[])[] {
  return raced.map(({ candidates }) => candidates)
}

function forcingOf(jobs: readonly (readonly ForcedToken[])[], random: Random): WriterForcing {
  const isSeen = (job: readonly ForcedToken[]) => job.some(({ lost }) => lost)
  const isOther = (job: readonly ForcedToken[]) => job.some(({ differs }) => differs)
  const shareOf = (list: readonly unknown[], all: readonly unknown[]) =>
    all.length === 0 ? 0 : list.length / all.length
  const [tokens, other, probes] = [jobs.flat(), jobs.filter(isOther), drawProbes(jobs, random)]
  const otherProbes = probes.filter(isOther)
  return {
    perToken: shareOf(
      tokens.filter(({ lost }) => lost),
      tokens,
    ),
    per32: shareOf(probes.filter(isSeen), probes),
    differing32: shareOf(otherProbes, probes),
    seen32: shareOf(otherProbes.filter(isSeen), otherProbes),
    differing: other.length,
    differingUnseen: other.filter((job) => !isSeen(job)).length,
  }
}

function isRight(role: ShippedExpert['role'], { prompt, truth }: Request, raw: string): boolean {
  try {
    return getGenerator(role).agrees(getExpert(role).finish(raw, prompt).answer, truth)
  } catch {
    return false
  }
}

/** Returns outputs of 32 tokens, drawn from whole answers. */
function drawProbes<Token>(
  jobs: readonly (readonly Token[])[],
  random: Random,
): (readonly Token[])[] {
  return Array.from({ length: DRAWS }, () => {
    const probe: Token[] = []
    while (probe.length < PROBE_TOKENS) probe.push(...random.pick(jobs))
    return probe.slice(0, PROBE_TOKENS)
  })
}
