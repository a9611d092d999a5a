import { join } from 'node:path'
import { readGgufFileInfo } from 'node-llama-cpp'
import type { PreparedPrompt } from '#runtime/experts/expert.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { createEngine } from '#runtime/llama/createEngine.ts'
import type { Merge } from './bpe.ts'
import { EXPERTS_FOLDER } from './paths.ts'
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

/** Returns a shipped expert's model loaded by the very engine that a node's runtime uses: CPU, one thread. */
export async function loadServedModel(entry: ShippedExpert): Promise<ServedModel> {
  const path = join(EXPERTS_FOLDER, entry.file)
  const { role, name, sha256, modelId } = entry
  const began = performance.now()
  const engine = await createEngine({
    models: [{ role, name, path, sha256, modelId }],
    slots: 1,
    maxContextTokens: entry.contextTokens,
    gpu: false,
    threads: 1,
  })
  const loadMs = performance.now() - began
  const { encode } = createVocabulary(await readMerges(path))

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
