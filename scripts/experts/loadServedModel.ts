import { getLlama, LlamaLogLevel, type Token } from 'node-llama-cpp'
import type { PreparedPrompt } from '#runtime/experts/expert.ts'

/** A model loaded as a node loads it, answering one request at a time. */
export type ServedModel = AsyncDisposable & {
  /** Time from file to first possible token (ms). */
  readonly loadMs: number
  /** Returns the raw output, greedy, and how many tokens it took. */
  write(prepared: PreparedPrompt, options?: { readonly withGrammar?: boolean }): Promise<Written>
  /** Returns the ids that llama.cpp reads a text as. */
  tokenize(text: string): number[]
}

export type Written = {
  readonly raw: string
  readonly inputTokens: number
  readonly outputTokens: number
}

/**
 * Returns a model behind the engine profile of a node: CPU, one thread, flash attention, batches of 32,
 * temperature 0.
 */
export async function loadServedModel(path: string, contextTokens: number): Promise<ServedModel> {
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    logLevel: LlamaLogLevel.error,
    maxThreads: 1,
  })
  const began = performance.now()
  const model = await llama.loadModel({ modelPath: path })
  const context = await model.createContext({
    contextSize: contextTokens,
    threads: 1,
    flashAttention: true,
    batchSize: 32,
  })
  const sequence = context.getSequence()
  const loadMs = performance.now() - began

  const write: ServedModel['write'] = async (prepared, { withGrammar = true } = {}) => {
    await sequence.clearHistory()
    const input = model.tokenize(prepared.modelInput, true)
    const grammar =
      withGrammar && prepared.grammar !== undefined
        ? await llama.createGrammar({ grammar: prepared.grammar })
        : undefined
    const { LlamaGrammarEvaluationState } = await import('node-llama-cpp')
    const state = grammar && new LlamaGrammarEvaluationState({ model, grammar })
    const output: Token[] = []
    for await (const token of sequence.evaluate(input, {
      temperature: 0,
      ...(state && { grammarEvaluationState: state }),
    })) {
      output.push(token)
      if (output.length >= prepared.maxTokens) break
    }
    return {
      raw: model.detokenize(output),
      inputTokens: input.length,
      outputTokens: output.length + 1,
    }
  }
  return {
    loadMs,
    write,
    tokenize: (text) => model.tokenize(text, true),
    [Symbol.asyncDispose]: () => llama.dispose(),
  }
}
