import type { LlamaContextSequence, LlamaGrammar, Token } from 'node-llama-cpp'
import { WitanError } from '#protocol/errors.ts'
import type { ReplayedPosition } from '../engine.ts'
import { createGrammarMask } from './grammarMask.ts'
import { readCandidates } from './readCandidates.ts'
import { readLogits } from './readLogits.ts'

/** Candidates of a replayed position: four times those of a race. */
const REPLAY_CANDIDATES = 64

/**
 * Returns what the model says at positions of an output, from one pass over input and output.
 *
 * @param sequence - An empty sequence with room for both.
 * @param input - The tokens of the prompt.
 * @param options - The output and the positions to look at; the grammar it was written under.
 * @throws {WitanError} INPUT_INVALID when the positions are not ascending indices of the output.
 */
export async function replayTokens(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  { output, positions, grammar, signal }: replayTokens.Options,
): Promise<ReplayedPosition[]> {
  assertPositions(positions, output.length)
  const mask = grammar && createGrammarMask(sequence.model, grammar)
  const last = positions.at(-1) ?? 0
  const logits = readLogits(sequence, [...input, ...output.slice(0, last)], {
    wanted: positions.map((position) => input.length - 1 + position),
    ...(mask === undefined && { top: REPLAY_CANDIDATES }),
    signal,
  })
  const replayed: ReplayedPosition[] = []
  let walked = 0
  let isForbidden = false
  for await (const one of logits) {
    const position = positions[replayed.length]!
    for (; mask && walked < position && !isForbidden; walked++) {
      isForbidden = !mask.allows(output[walked]!)
      if (!isForbidden) mask.accept(output[walked]!)
    }
    const candidates = isForbidden ? [] : readCandidates(one, REPLAY_CANDIDATES, mask)
    replayed.push({ position, candidates })
  }
  return replayed
}

export declare namespace replayTokens {
  type Options = {
    readonly output: readonly Token[]
    readonly positions: readonly number[]
    readonly grammar?: LlamaGrammar
    readonly signal: AbortSignal
  }
}

function assertPositions(positions: readonly number[], count: number): void {
  const isGood = positions.every(
    (position, i) =>
      Number.isInteger(position) && position > (positions[i - 1] ?? -1) && position < count,
  )
  if (!isGood) {
    throw new WitanError('INPUT_INVALID', `Positions are ascending and below ${count}.`)
  }
}
