/** An engine that lies in one way and is honest in all others. */

import { keccak256 } from '#protocol/hash.ts'
import { type Candidate, MAX_CANDIDATES, raceWinner } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import { loseRace } from '#runtime/child/loseRace.ts'
import type { Engine, GeneratedToken, GenerateRequest } from '#runtime/engine.ts'
import type { LieName } from './lies.ts'

/** Output tokens after which an early stop comes. */
const CUT_AFTER = 2
/** Temperature that decides in place of the one that was asked for (thousandths). */
const OTHER_TEMPERATURE = 2_000

/** Returns an engine that lies; the smaller model is the caller's to load. */
export function createDishonestEngine(honest: Engine, lie: LieName): Engine {
  const generate = GENERATORS[lie]
  return { ...honest, generate: (request) => generate(honest, request) }
}

type Generator = (engine: Engine, request: GenerateRequest) => AsyncIterable<GeneratedToken>

const GENERATORS: Readonly<Record<LieName, Generator>> = {
  lostRace: (engine, request) => changed(engine.generate(request), loseRace),
  nudgedGaps: (engine, request) => changed(engine.generate(request), nudge),
  smallerModel: (engine, request) => engine.generate(request),
  otherSeed: (engine, request) => engine.generate({ ...request, race: reseeded(request) }),
  greedy: (engine, request) => engine.generate({ ...request, race: calm(request) }),
  wrongTemperature: (engine, request) => engine.generate({ ...request, race: hotter(request) }),
  truncatedPrompt: (engine, request) => engine.generate({ ...request, input: cut(request.input) }),
  teacherForced,
  earlyStop,
  suppressedEnd,
}

async function* changed(
  tokens: AsyncIterable<GeneratedToken>,
  change: (token: GeneratedToken) => GeneratedToken,
): AsyncGenerator<GeneratedToken> {
  for await (const token of tokens) yield change(token)
}

/** The loser's gap becomes the winner's and the other way round: a race that nobody can fault without the model. */
function nudge(token: GeneratedToken): GeneratedToken {
  const winner = token.candidates.find(({ id }) => id === token.token)!
  const loser = token.candidates.find(({ id }) => id !== token.token)
  if (loser === undefined) return token
  const swap = (one: Candidate): Candidate => {
    if (one === winner) return { ...one, gap: loser.gap }
    return one === loser ? { ...one, gap: winner.gap } : one
  }
  const candidates = token.candidates.map(swap).sort((a, b) => a.gap - b.gap || a.id - b.id)
  // without noise the first candidate wins
  return { ...token, candidates, token: candidates[0]!.id }
}

function hotter({ race }: GenerateRequest): GenerateRequest['race'] {
  const seed = race?.seed ?? new Uint8Array(32)
  return {
    seed,
    temperatureMilli: race?.temperatureMilli === OTHER_TEMPERATURE ? 0 : OTHER_TEMPERATURE,
  }
}

function reseeded({ race }: GenerateRequest): GenerateRequest['race'] {
  const seed = keccak256(race?.seed ?? new Uint8Array(32))
  return { seed, temperatureMilli: race?.temperatureMilli ?? 0 }
}

function calm({ race }: GenerateRequest): GenerateRequest['race'] {
  return { seed: race?.seed ?? new Uint8Array(32), temperatureMilli: 0 }
}

function cut(input: GenerateRequest['input']): GenerateRequest['input'] {
  if (typeof input !== 'string') return input.slice(-1)
  // what the experts leave to code is written without spaces
  const words = input.split(input.includes(' ') ? ' ' : /(?=[A-Z#*:])/)
  return words
    .filter((_, i) => i < words.length / 3 || i >= words.length / 2)
    .join(input.includes(' ') ? ' ' : '')
}

/** A run with other noise writes the output; one pass of the real model gives the gaps to commit to. */
async function* teacherForced(
  engine: Engine,
  request: GenerateRequest,
): AsyncGenerator<GeneratedToken> {
  const seed = keccak256(request.race?.seed ?? new Uint8Array(32))
  const race = { seed, temperatureMilli: OTHER_TEMPERATURE }
  const cheap: GeneratedToken[] = []
  for await (const token of engine.generate({ ...request, race })) cheap.push(token)
  const { modelId, input, grammar, signal } = request
  const output = cheap.map(({ token }) => token)
  const positions = output.map((_, position) => position)
  const judged = await engine.replay({ modelId, input, grammar, signal, output, positions })
  for (const [position, token] of cheap.entries()) {
    const said = judged[position]!.candidates.slice(0, MAX_CANDIDATES)
    const known = said.some(({ id }) => id === token.token)
    yield { ...token, candidates: known ? said : token.candidates }
  }
}

async function* earlyStop(
  engine: Engine,
  request: GenerateRequest,
): AsyncGenerator<GeneratedToken> {
  let position = 0
  for await (const token of engine.generate(request)) {
    const isLast = ++position >= CUT_AFTER
    yield { ...token, end: token.end || isLast }
    if (isLast) return
  }
}

/** Where the end token won, the best of the others comes as if it had never run; a token of before where there is none. */
async function* suppressedEnd(
  engine: Engine,
  request: GenerateRequest,
): AsyncGenerator<GeneratedToken> {
  let position = 0
  for await (const token of engine.generate(request)) {
    yield token.end ? { ...goOn(request, position, token), text: '', end: false } : token
    position += 1
  }
}

function goOn({ race }: GenerateRequest, position: number, { token, candidates }: RacedToken) {
  const others = candidates.filter(({ id }) => id !== token)
  if (others.length === 0) return { token: 0, candidates: [{ id: 0, gap: 0 }] }
  const moved = others.map(({ id, gap }) => ({ id, gap: gap - others[0]!.gap }))
  const { seed, temperatureMilli } = race ?? { seed: new Uint8Array(32), temperatureMilli: 0 }
  return { token: raceWinner(seed, position, moved, temperatureMilli).id, candidates: moved }
}
