/** Whether a cheap model may write what the promised one only commits to, by temperature; and what a temperature costs. */

import { utf8 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
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
/** Thousandths. */
const TEMPERATURES = [0, 500, 1000, 1500, 2000] as const
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

export type Writer = 'q4' | 'layerRemoved' | 'noise' | 'weak'

type WriterForcing = {
  /** Share of tokens that lose their race over the promised numbers. */
  readonly perToken: number
  /** Share of 32-token outputs with such a token: found by everybody, without a model. */
  readonly per32: number
  /** Answers that are not what the promised model gives; and those among them without such a token. */
  readonly differing: number
  readonly differingUnseen: number
}

/** Returns what forcing shows at each temperature. @param jobs - Requests per temperature. */
export async function measureForcing(expert: ShippedExpert, jobs: number): Promise<Forcing[]> {
  return await withVariants(
    expert,
    ['q4_0', 'layer-removed', 'noise', 'strong-noise'],
    async (paths) => {
      const promised = await loadExpert(expert)
      const writers: Record<Writer, Engine> = {
        q4: await loadExpert(expert, {}, paths.q4_0),
        layerRemoved: await loadExpert(expert, {}, paths['layer-removed']),
        noise: await loadExpert(expert, {}, paths.noise),
        weak: await loadExpert(expert, {}, paths['strong-noise']),
      }
      const requests = drawRequests(expert.role, jobs, REQUEST_SEED)
      const rows: Forcing[] = []
      for (const grammar of [true, false]) {
        for (const temperatureMilli of TEMPERATURES) {
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

async function measureRow({ role, promised, writers, requests, temperatureMilli }: Run) {
  const lost: Record<Writer, boolean[][]> = { q4: [], layerRemoved: [], noise: [], weak: [] }
  const differs: Record<Writer, boolean[]> = { q4: [], layerRemoved: [], noise: [], weak: [] }
  let [right, drawn, tokens] = [0, 0, 0]
  for (const request of requests) {
    const race = { seed: keccak256(utf8(request.prompt)), temperatureMilli }
    const { raced, raw } = await write(promised, request, race)
    right += Number(isRight(role, request, raw))
    drawn += raced.filter(({ token, candidates }) => candidates[0]!.id !== token).length
    tokens += raced.length
    const honest = raced.map(({ token }) => token)
    for (const [name, engine] of Object.entries(writers) as [Writer, Engine][]) {
      const cheap = (await write(engine, request, race)).raced.map(({ token }) => token)
      const forced = force(cheap, await view(promised, request, cheap))
      lost[name].push(forced.map((one, i) => faultOf(race, i, one) !== undefined))
      differs[name].push(cheap.join() !== honest.join())
    }
  }
  const { pick } = createRandom(temperatureMilli)
  const forcingOf = (name: Writer): WriterForcing => {
    const [jobs, different] = [lost[name], differs[name]]
    const unseen = jobs.filter((job, i) => different[i] && !job.includes(true))
    const all = jobs.flat()
    return {
      perToken: all.filter(Boolean).length / all.length,
      per32: shareWith(jobs, pick),
      differing: different.filter(Boolean).length,
      differingUnseen: unseen.length,
    }
  }
  return {
    right: right / requests.length,
    drawn: drawn / tokens,
    writers: {
      q4: forcingOf('q4'),
      layerRemoved: forcingOf('layerRemoved'),
      noise: forcingOf('noise'),
      weak: forcingOf('weak'),
    },
  }
}

function isRight(role: ShippedExpert['role'], { prompt, truth }: Request, raw: string): boolean {
  try {
    return getGenerator(role).agrees(getExpert(role).finish(raw, prompt).answer, truth)
  } catch {
    return false
  }
}

/** Share of outputs of 32 tokens, drawn from whole answers, in which any token lost. */
function shareWith(jobs: readonly (readonly boolean[])[], pick: Random['pick']): number {
  let found = 0
  for (let draw = 0; draw < DRAWS; draw++) {
    const probe: boolean[] = []
    while (probe.length < PROBE_TOKENS) probe.push(...pick(jobs))
    found += Number(probe.slice(0, PROBE_TOKENS).includes(true))
  }
  return found / DRAWS
}
