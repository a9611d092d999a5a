/** What a check costs beside the generation that it checks, and what a transcript adds to it: processor time of this process. */

import { join } from 'node:path'
import { keccak256 } from '#protocol/hash.ts'
import { encodeRaceLeaf, leafHashOf, leafSaltOf, type RacedToken } from '#protocol/raceLeaf.ts'
import { createRaceTranscript } from '#protocol/raceTranscript.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'
import { loadExpert, withVariants } from './loadExpert.ts'
import { cheapestOf, measureRounds, ratioOf } from './measureRounds.ts'
import { openDirect } from './openDirect.ts'
import { drawRequests, type Request, view, write } from './request.ts'

const REQUEST_SEED = 20_270_801
const RACE = { seed: new Uint8Array(32).fill(1), temperatureMilli: 0 }
const ROUNDS = 5

export type Costs = {
  /** Processor time per output token (ms). */
  readonly generateMs: number
  readonly replayMs: number
  readonly directMs: number
  readonly leavesMs: number
  /** Of a replay of the whole answer, and of 1 in 4 of its tokens, to its generation. */
  readonly verifierCostRatio: number
  readonly verifierCostRatioQuarter: number
  /** Of generation with races and transcript to generation by the engine's own sampling. */
  readonly transcriptCostRatio: number
  /** Of writing with Q4_0 and filling in the promised model's numbers to honest generation: below 1 it is a gain. */
  readonly forcingCostRatio?: number
  /** Lowest and highest of the two within a round. */
  readonly verifierCostRange: readonly [number, number]
  readonly transcriptCostRange: readonly [number, number]
}

/** Returns the costs of an expert, one thread. @param jobs - Requests that are averaged over. */
export async function measureCosts(expert: ShippedExpert, jobs: number): Promise<Costs> {
  const requests = drawRequests(expert.role, jobs, REQUEST_SEED)
  const engine = await loadExpert(expert)
  const direct = await openDirect(join(EXPERTS_FOLDER, expert.file), expert.contextTokens)
  return await withVariants(expert, ['q4_0'], async (paths) => {
    const cheap = await loadExpert(expert, {}, paths.q4_0)
    const outputs: (readonly RacedToken[])[] = []
    for (const request of requests) outputs.push((await write(engine, request, RACE)).raced)
    const ids = outputs.map((raced) => raced.map(({ token }) => token))
    const each = (run: (request: Request, i: number) => unknown) => async () => {
      for (const [i, request] of requests.entries()) await run(request, i)
    }
    const work = {
      generate: each((request) => write(engine, request, RACE)),
      replay: each((request, i) => view(engine, request, ids[i]!)),
      quarter: each((request, i) => view(engine, request, ids[i]!, quarterOf(ids[i]!))),
      direct: each((request) => direct(request)),
      leaves: each((_, i) => rootOver(outputs[i]!)),
      cheap: each((request) => write(cheap, request, RACE)),
    }
    const times = await measureRounds(work, ROUNDS)
    const forcing = cheapestOf(times.cheap) + cheapestOf(times.replay)
    return {
      ...costsOf(times, outputs.flat().length),
      forcingCostRatio: forcing / cheapestOf(times.generate),
    }
  })
}

/** Returns costs per token from rounds. */
export function costsOf(
  times: Readonly<
    Record<'generate' | 'replay' | 'quarter' | 'direct' | 'leaves', readonly number[]>
  >,
  tokens: number,
): Costs {
  const { generate, replay, quarter, direct, leaves } = times
  const whole = ratioOf(replay, generate)
  const transcript = ratioOf(
    generate.map((time, round) => time + leaves[round]!),
    direct,
  )
  return {
    generateMs: cheapestOf(generate) / tokens,
    replayMs: cheapestOf(replay) / tokens,
    directMs: cheapestOf(direct) / tokens,
    leavesMs: cheapestOf(leaves) / tokens,
    verifierCostRatio: whole.ratio,
    verifierCostRatioQuarter: ratioOf(quarter, generate).ratio,
    transcriptCostRatio: transcript.ratio,
    verifierCostRange: whole.range,
    transcriptCostRange: transcript.range,
  }
}

/** Returns every fourth position of an output. */
export function quarterOf(output: readonly number[]): number[] {
  return [...output.keys()].filter((position) => position % 4 === 0)
}

/** Makes the leaves of an output and their root, as a node does. */
export function rootOver(raced: readonly RacedToken[]): void {
  const key = keccak256(RACE.seed)
  const transcript = createRaceTranscript()
  for (const [position, one] of raced.entries()) {
    transcript.push(leafHashOf(leafSaltOf(key, position), encodeRaceLeaf({ position, ...one })))
  }
  transcript.root()
}
