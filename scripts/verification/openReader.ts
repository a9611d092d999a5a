import { join } from 'node:path'
import type { Token } from 'node-llama-cpp'
import { ENGINE_PROFILE } from '#runtime/experts/engineProfile.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { openLlama } from '#runtime/llama/openLlama.ts'
import { type Logits, readLogits } from '#runtime/llama/readLogits.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'
import type { Profile } from './loadExpert.ts'

/** What a model says at one place: ids, likeliest first, and their logits. */
export type ReadPosition = { readonly ids: Uint32Array; readonly logits: Float32Array }

/** Returns what a model says before each token of an output that follows an input. */
export type Reader = (input: string, output: readonly number[]) => Promise<readonly ReadPosition[]>

/**
 * Returns the reader of a shipped expert: a replay that leaves the grammar to whoever asks, since its answers are the
 * same for every machine and cost more than the model.
 *
 * @param expert - Entry of the manifest.
 * @param profile - How it computes, on this process's library.
 */
export async function openReader(
  { file, contextTokens }: ShippedExpert,
  { threads = 1, batchSize, flashAttention }: Omit<Profile, 'library'> = {},
): Promise<Reader> {
  const llama = await openLlama({ maxThreads: threads })
  const model = await llama.loadModel({ modelPath: join(EXPERTS_FOLDER, file) })
  const context = await model.createContext({
    contextSize: contextTokens,
    sequences: 1,
    batchSize: batchSize ?? ENGINE_PROFILE.batchSize,
    flashAttention: flashAttention ?? ENGINE_PROFILE.flashAttention,
    threads,
  })
  const sequence = context.getSequence()
  return async (input, output) => {
    const before = model.tokenize(input, true)
    const tokens = [...before, ...(output.slice(0, -1) as Token[])]
    const wanted = output.map((_, position) => before.length - 1 + position)
    const read: ReadPosition[] = []
    for await (const logits of readLogits(sequence, tokens, { wanted })) read.push(pack(logits))
    await sequence.clearHistory()
    return read
  }
}

function pack(logits: Logits): ReadPosition {
  return { ids: Uint32Array.from(logits.keys()), logits: Float32Array.from(logits.values()) }
}
