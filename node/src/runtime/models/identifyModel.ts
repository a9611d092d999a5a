import { type Hex, toHex, utf8 } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import type { ModelId } from '#protocol/ids.ts'
import { engineProfileIdOf, type ModelParts, modelIdOf } from '#protocol/model.ts'
import { ENGINE_PROFILE } from '../experts/engineProfile.ts'

/** The part of a GGUF's metadata that decides how text becomes tokens. */
export type TokenizerMetadata = {
  readonly chat_template?: unknown
  readonly ggml: {
    readonly tokens: readonly string[]
    readonly token_type?: readonly unknown[]
    /** Pairs, each written with a space between. */
    readonly merges?: readonly string[]
  }
}

/** Returns the id of a model as this engine runs it; parameters as of partsOfModel. */
export function identifyModel(...model: Parameters<typeof partsOfModel>): ModelId {
  return modelIdOf(partsOfModel(...model))
}

/**
 * Returns what the id of a model is made of, as this engine runs it.
 *
 * @param ggufSha256 - SHA-256 of the whole file.
 * @param tokenizer - The `tokenizer` branch of the file's metadata.
 * @param device - What computes: `cpu`, or the name of a GPU back-end; another device is another model.
 */
export function partsOfModel(
  ggufSha256: Hex,
  tokenizer: TokenizerMetadata,
  device = 'cpu',
): ModelParts {
  const { tokens, token_type: types = [], merges = [] } = tokenizer.ggml
  const vocabulary = {
    tokens,
    types: types.map(Number),
    merges: merges.map((pair) => pair.split(' ')),
  }
  const template = tokenizer.chat_template
  return {
    ggufSha256,
    tokenizerSha256: hashText(JSON.stringify(vocabulary)),
    chatTemplateSha256: hashText(typeof template === 'string' ? template : ''),
    engineProfileId: engineProfileIdOf({ ...ENGINE_PROFILE, device }),
  }
}

function hashText(text: string): Hex {
  return toHex(sha256(utf8(text)))
}
