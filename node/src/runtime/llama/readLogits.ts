import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp'
import { WitanError } from '#protocol/errors.ts'

/** Longest piece of input that is evaluated without looking at the abort signal (tokens). */
const PREFILL_TOKENS = 256

/** Logits of next tokens, likeliest first. */
export type Logits = ReadonlyMap<Token, number>

/**
 * Puts tokens on a sequence and yields the logits after each of the wanted ones, in order.
 *
 * @param tokens - What follows on what the sequence holds.
 * @param options - `wanted`: ascending indices of `tokens`; `top`: how many logits are read, all of the
 * vocabulary when absent, which is slow for a large one; `signal`: ends it early.
 */
export async function* readLogits(
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
  { wanted, top, signal }: readLogits.Options,
): AsyncGenerator<Logits, void, void> {
  // no truncation and no temperature, so that these are the model's own numbers
  const generateNext =
    top === undefined
      ? ({ logits: true, options: { temperature: 0 } } as const)
      : ({
          logits: { filter: { includeTop: top, tokens: [] } },
          options: { temperature: 1, topK: top, topP: 1, minP: 0 },
        } as const)
  const isWanted = new Set(wanted)
  for (let from = 0; from < tokens.length; from += PREFILL_TOKENS) {
    if (signal?.aborted) return
    const piece = tokens
      .slice(from, from + PREFILL_TOKENS)
      .map(
        (token, i): ControlledEvaluateInputItem =>
          isWanted.has(from + i) ? [token, { generateNext }] : token,
      )
    for (const output of await sequence.controlledEvaluate(piece)) {
      if (output === undefined) continue
      if (output.next.logits === undefined) {
        throw new WitanError('INTERNAL', 'The engine returned no logits.')
      }
      yield output.next.logits
    }
  }
}

export declare namespace readLogits {
  type Options = {
    readonly wanted: readonly number[]
    readonly top?: number
    readonly signal?: AbortSignal
  }
}
