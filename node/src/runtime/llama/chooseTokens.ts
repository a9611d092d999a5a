import {
  type LlamaContextSequence,
  type LlamaGrammar,
  LlamaGrammarEvaluationState,
  type Token,
} from 'node-llama-cpp'

/** Longest piece of input that is evaluated without looking at the abort signal (tokens). */
const PREFILL_TOKENS = 256

/**
 * Yields the output tokens one by one, the end token included: the only place that decides which token comes
 * next. Greedy for now; a seeded choice that can be proven replaces it here and nowhere else.
 *
 * @param sequence - An empty sequence with room for the input.
 * @param input - The tokens of the prompt.
 * @param options - Grammar that restricts the choice; signal that ends the reading of a long input.
 */
export async function* chooseTokens(
  sequence: LlamaContextSequence,
  input: readonly Token[],
  options: { readonly grammar?: LlamaGrammar; readonly signal: AbortSignal },
): AsyncGenerator<Token, void, void> {
  const { grammar, signal } = options
  let from = 0
  for (; input.length - from > PREFILL_TOKENS; from += PREFILL_TOKENS) {
    if (signal.aborted) return
    await sequence.evaluateWithoutGeneratingNewTokens(input.slice(from, from + PREFILL_TOKENS))
  }
  yield* sequence.evaluate(input.slice(from), {
    temperature: 0,
    yieldEogToken: true,
    ...(grammar && {
      grammarEvaluationState: new LlamaGrammarEvaluationState({ model: sequence.model, grammar }),
    }),
  })
}
