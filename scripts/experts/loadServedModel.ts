import { readGgufFileInfo } from 'node-llama-cpp'
import type { PreparedPrompt } from '#runtime/experts/expert.ts'
import { createEngine } from '#runtime/llama/createEngine.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import type { Merge } from './bpe.ts'
import { createVocabulary } from './vocabulary.ts'

/** A model in the engine of a node, answering one request at a time; it lives as long as the process. */
export type ServedModel = {
  /** Time from nothing to a loaded and checked model (ms). */
  readonly loadMs: number
  /** Returns the raw output and how many tokens went in and came out, the end token included. */
  write(prepared: PreparedPrompt, options?: { readonly withGrammar?: boolean }): Promise<Written>
}

export type Written = {
  readonly raw: string
  readonly inputTokens: number
  readonly outputTokens: number
}

/** A model file, and the context that its recipe gave it (tokens). */
export type ServableModel = ModelEntry & { readonly contextTokens: number }

/**
 * Returns a model loaded by the very engine that a node's runtime uses: CPU, one thread.
 *
 * @param entry - A shipped expert with its path, or a variant of one.
 * @throws {WitanError} MODEL_MISSING, MODEL_HASH_MISMATCH, MODEL_INVALID.
 */
export async function loadServedModel({
  contextTokens,
  ...entry
}: ServableModel): Promise<ServedModel> {
  const began = performance.now()
  const engine = await createEngine({
    models: [entry],
    slots: 1,
    maxContextTokens: contextTokens,
    gpu: false,
    threads: 1,
  })
  const loadMs = performance.now() - began
  const { modelId } = engine.models[0]!
  const { encode } = createVocabulary(await readMerges(entry.path))

  return {
    loadMs,
    async write({ modelInput, grammar, maxTokens }, { withGrammar = true } = {}) {
      let raw = ''
      let outputTokens = 0
      const tokens = engine.generate({
        modelId,
        input: modelInput,
        maxTokens,
        signal: new AbortController().signal,
        ...(withGrammar && grammar !== undefined && { grammar }),
      })
      for await (const { text } of tokens) {
        raw += text
        outputTokens++
      }
      return { raw, inputTokens: encode(modelInput).length, outputTokens }
    },
  }
}

async function readMerges(path: string): Promise<Merge[]> {
  const { metadata } = await readGgufFileInfo(path)
  const pairs = (metadata.tokenizer as { ggml: { merges: readonly string[] } }).ggml.merges
  return pairs.map((pair) => pair.split(' ') as unknown as Merge)
}
