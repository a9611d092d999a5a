import { LlamaGrammarEvaluationState, type LlamaModel } from 'node-llama-cpp'
import { ENGINE_PROFILE } from '#runtime/experts/engineProfile.ts'
import { openLlama } from '#runtime/llama/openLlama.ts'

/** What the engine is asked for. */
type DirectRequest = {
  readonly modelInput: string
  readonly grammar?: string | undefined
  readonly maxTokens: number
}

/**
 * Returns the engine called as it wants to be, without races: it chooses the likeliest token by itself.
 *
 * @param modelPath - A GGUF file.
 * @param contextTokens - Longest context.
 */
export async function openDirect(
  modelPath: string,
  contextTokens: number,
): Promise<(request: DirectRequest) => Promise<void>> {
  const llama = await openLlama({ maxThreads: 1 })
  const model = await llama.loadModel({ modelPath })
  const context = await model.createContext({
    contextSize: contextTokens,
    sequences: 1,
    batchSize: ENGINE_PROFILE.batchSize,
    flashAttention: ENGINE_PROFILE.flashAttention,
    threads: 1,
  })
  const sequence = context.getSequence()
  return async ({ modelInput, grammar, maxTokens }) => {
    const state = grammar === undefined ? undefined : await stateOf(model, grammar)
    const options = {
      temperature: 0,
      yieldEogToken: true,
      ...(state && { grammarEvaluationState: state }),
    }
    let count = 0
    for await (const id of sequence.evaluate(model.tokenize(modelInput, true), options)) {
      if (model.isEogToken(id) || ++count >= maxTokens) break
    }
    await sequence.clearHistory()
  }
}

async function stateOf(model: LlamaModel, text: string): Promise<LlamaGrammarEvaluationState> {
  const grammar = await model.llama.createGrammar({ grammar: text })
  return new LlamaGrammarEvaluationState({ model, grammar })
}
