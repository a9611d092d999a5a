import { type Hex, toHex, utf8 } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import type { ModelId } from '#protocol/ids.ts'
import { engineProfileIdOf, modelIdOf } from '#protocol/model.ts'

/** Everything beside the file that changes what a model writes. A change of any value is another model. */
export const ENGINE_PROFILE = {
  engine: 'node-llama-cpp@3.22.1',
  sampling: 'greedy',
  flashAttention: true,
  /** Batches of at most 48 keep a teacher-forced replay bit-identical to step-by-step decoding. */
  batchSize: 32,
  kvCache: 'f16',
  /** Version of what runtime/experts puts round the model. */
  expertForm: 1,
} as const

/** The part of a GGUF's metadata that decides how text becomes tokens. */
export type TokenizerMetadata = {
  readonly chat_template?: unknown
  readonly [key: string]: unknown
}

/**
 * Returns the id of a model as this engine runs it.
 *
 * @param ggufSha256 - SHA-256 of the whole file.
 * @param tokenizer - The `tokenizer` branch of the file's metadata.
 */
export function identifyModel(ggufSha256: Hex, tokenizer: TokenizerMetadata): ModelId {
  const { chat_template: template, ...rest } = tokenizer
  return modelIdOf({
    ggufSha256,
    tokenizerSha256: hashText(JSON.stringify(rest, sortKeys)),
    chatTemplateSha256: hashText(typeof template === 'string' ? template : ''),
    engineProfileId: engineProfileIdOf(ENGINE_PROFILE),
  })
}

function hashText(text: string): Hex {
  return toHex(sha256(utf8(text)))
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
