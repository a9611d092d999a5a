/** What a node can do instead of running the promised model, and what it then commits to. */

import { type Candidate, MAX_CANDIDATES, raceWinner } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Engine, Race } from '#runtime/engine.ts'
import type { PreparedPrompt } from '#runtime/experts/expert.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { view } from './request.ts'

/** In the order of the table. */
export const CHEATS = {
  q4: 'Q4_0 for Q8_0',
  layerRemoved: 'a layer less',
  weak: 'weak variant',
  noise: 'weights off by 1 %',
  wrongTemperature: 'temperature 1 for 0',
  truncatedPrompt: 'a sixth of the prompt left out',
  earlyStop: 'ends early and says that the model did',
  hiddenEarlyStop: 'ends early by an end token whose gap is nudged',
  teacherForced: 'Q4_0 writes, the promised numbers are filled in',
  nudged: 'the same, gaps nudged where a race was lost',
  everySecondToken: 'Q4_0 at every second token',
} as const
export type Cheat = keyof typeof CHEATS

/** Returns a request of which the model sees a part; the experts write what they leave to code without spaces. */
export function truncate<Kind extends PreparedPrompt>(request: Kind): Kind {
  const { modelInput } = request
  const from = modelInput.indexOf(USER) + USER.length
  const length = modelInput.indexOf(END, from) - from
  const [cut, to] = [from + Math.floor(length / 3), from + Math.ceil(length / 2)]
  return { ...request, modelInput: modelInput.slice(0, cut) + modelInput.slice(to) }
}

/** What stands round the request in a model's input. */
const [USER, END] = ['<|user|>', '<|end|>'] as const

/** Returns tokens that somebody else wrote with the promised model's numbers under them. */
export function force(
  tokens: readonly number[],
  promised: readonly (readonly Candidate[])[],
): RacedToken[] {
  return tokens.map((token, i) => ({ token, candidates: promised[i]!.slice(0, MAX_CANDIDATES) }))
}

/** Returns a token whose gap is just so much smaller that it wins its race. */
export function nudge(race: Race, position: number, { token, candidates }: RacedToken): RacedToken {
  const isKnown = candidates.some(({ id }) => id === token)
  const far = candidates.at(-1)?.gap ?? 0
  const known = isKnown
    ? candidates
    : [...candidates.slice(0, MAX_CANDIDATES - 1), { id: token, gap: far }]
  for (let steps = 0; ; steps++) {
    const moved = sorted(
      known.map(({ id, gap }) => ({ id, gap: id === token ? gap - steps : gap })),
    )
    const nudged = { token, candidates: moved }
    if (faultOf(race, position, nudged) === undefined) return nudged
  }
}

/** Returns the first half of an output with an end token in its last place. */
export function endEarly(race: Race, raced: readonly RacedToken[], end: number): RacedToken[] {
  const kept = raced.slice(0, Math.ceil(raced.length / 2))
  const last = kept.length - 1
  return kept.map((one, i) => (i === last ? nudge(race, i, { ...one, token: end }) : one))
}

/** Returns what two models write in turn, the first one first. */
export async function writeInTurn(
  engines: readonly [Engine, Engine],
  request: PreparedPrompt,
  race: Race,
): Promise<RacedToken[]> {
  const ends = new Set(engines[0].models[0]!.endTokens)
  const raced: RacedToken[] = []
  for (let position = 0; position < request.maxTokens; position++) {
    const before = raced.map(({ token }) => token)
    // what stands at the asked position itself is not looked at
    const [all] = await view(engines[position % 2]!, request, [...before, 0], [position])
    const candidates = all!.slice(0, MAX_CANDIDATES)
    if (candidates.length === 0) break
    const { id } = raceWinner(race.seed, position, candidates, race.temperatureMilli)
    raced.push({ token: id, candidates })
    if (ends.has(id)) break
  }
  return raced
}

function sorted(candidates: readonly Candidate[]): Candidate[] {
  const least = Math.min(...candidates.map(({ gap }) => gap))
  return candidates
    .map(({ id, gap }) => ({ id, gap: gap - least }))
    .sort((a, b) => a.gap - b.gap || a.id - b.id)
}
