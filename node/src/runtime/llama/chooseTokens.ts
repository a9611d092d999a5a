import type { LlamaContextSequence, LlamaGrammar, Token } from 'node-llama-cpp'
import { MAX_CANDIDATES, raceWinner } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Race } from '../engine.ts'
import { createGrammarMask } from './grammarMask.ts'
import { readCandidates } from './readCandidates.ts'
import { readLogits } from './readLogits.ts'

/** Logits read beyond the candidates, so that equally far ones at the edge are told apart by their ids. */
const EDGE = 16

/**
 * Yields the output tokens one by one, the end token included: the only place that decides which token comes
 * next. The model gives the candidates and their gaps, the seed runs the race, and nothing else has a say.
 *
 * @param sequence - An empty sequence with room for the input.
 * @param input - The tokens of the prompt.
 * @param options - Grammar that restricts the choice; the race; signal that ends the reading of a long input.
 */
export async function* chooseTokens(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  { grammar, race, signal }: chooseTokens.Options,
): AsyncGenerator<RacedToken, void, void> {
  const mask = grammar && createGrammarMask(sequence.model, grammar)
  const reading = { ...(mask === undefined && { top: MAX_CANDIDATES + EDGE }), signal }
  let feed = input
  for (let position = 0; !signal.aborted; position++) {
    const read = readLogits(sequence, feed, { ...reading, wanted: [feed.length - 1] })
    for await (const logits of read) {
      const candidates = readCandidates(logits, MAX_CANDIDATES, mask)
      // a grammar that allows nothing more has ended the output
      if (candidates.length === 0) return
      const { id } = raceWinner(race.seed, position, candidates, race.temperatureMilli)
      yield { token: id, candidates }
      mask?.accept(id as Token)
      feed = [id as Token]
    }
  }
}

export declare namespace chooseTokens {
  type Options = {
    readonly grammar?: LlamaGrammar
    readonly race: Race
    readonly signal: AbortSignal
  }
}
