/** Requests that an expert serves, and what engines make of them. */

import type { Candidate } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Engine, Race } from '#runtime/engine.ts'
import { getExpert, type PreparedPrompt } from '#runtime/experts/expert.ts'
import { getGenerator } from '../experts/getGenerator.ts'
import { createRandom } from '../experts/random.ts'

/** A request with its truth, and what the model is given. */
export type Request = PreparedPrompt & { readonly prompt: string; readonly truth: string }

/** An output with its races. */
type Output = { readonly raced: readonly RacedToken[]; readonly raw: string }

/**
 * Returns requests of all test sets of a role in turn, each of which its expert serves.
 *
 * @param role - The expert's.
 * @param count - How many.
 * @param seed - The same seed draws the same requests.
 */
export function drawRequests(role: string, count: number, seed: number): Request[] {
  const sets = Object.values(getGenerator(role).testSets)
  const expert = getExpert(role as Parameters<typeof getExpert>[0])
  const random = createRandom(seed)
  const requests: Request[] = []
  for (let turn = 0; requests.length < count; turn++) {
    const { prompt, answer } = sets[turn % sets.length]!(random)
    try {
      requests.push({ ...expert.prepare(prompt), prompt, truth: answer })
    } catch {
      // not one that it would be paid for
    }
  }
  return requests
}

/** Returns what an engine answers. */
export async function write(engine: Engine, request: PreparedPrompt, race: Race): Promise<Output> {
  const { modelInput, grammar, maxTokens } = request
  const raced: RacedToken[] = []
  let raw = ''
  for await (const { token, candidates, text } of engine.generate({
    modelId: engine.models[0]!.modelId,
    input: modelInput,
    maxTokens,
    signal: new AbortController().signal,
    race,
    ...(grammar !== undefined && { grammar }),
  })) {
    raced.push({ token, candidates })
    raw += text
  }
  return { raced, raw }
}

/**
 * Returns what an engine's model says at positions of an answer.
 *
 * @param output - Token ids.
 * @param positions - Which of them. @default all
 */
export async function view(
  engine: Engine,
  { modelInput, grammar }: PreparedPrompt,
  output: readonly number[],
  positions: readonly number[] = [...output.keys()],
): Promise<(readonly Candidate[])[]> {
  const replayed = await engine.replay({
    modelId: engine.models[0]!.modelId,
    input: modelInput,
    output,
    positions,
    signal: new AbortController().signal,
    ...(grammar !== undefined && { grammar }),
  })
  return replayed.map(({ candidates }) => candidates)
}
