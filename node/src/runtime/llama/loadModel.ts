import type { Llama, LlamaModel, Token } from 'node-llama-cpp'
import { WitanError } from '#protocol/errors.ts'
import { modelIdOf } from '#protocol/model.ts'
import { assertGguf } from '../models/assertGguf.ts'
import { hashFile } from '../models/hashFile.ts'
import { partsOfModel, type TokenizerMetadata } from '../models/identifyModel.ts'
import type { ModelEntry } from '../models/modelEntry.ts'
import type { RuntimeModel } from '../runtime.ts'

/** A model in memory, checked to be the registered one. */
export type LoadedModel = { readonly model: LlamaModel; readonly description: RuntimeModel }

/**
 * Loads a model after checking that its file is exactly the registered one.
 *
 * @param entry - What to load and its hash.
 * @param options - The engine, and the longest context to offer (tokens).
 * @throws {WitanError} MODEL_MISSING, MODEL_HASH_MISMATCH, MODEL_INVALID.
 */
export async function loadModel(
  entry: ModelEntry,
  options: { readonly llama: Llama; readonly maxContextTokens: number },
): Promise<LoadedModel> {
  const { role, name, path } = entry
  const meta = { role, name }
  const sha256 = await hashFile(path)
  if (sha256 !== entry.sha256.toLowerCase()) {
    throw new WitanError(
      'MODEL_HASH_MISMATCH',
      `The model file of ${name} has sha256 ${sha256}, expected ${entry.sha256}.`,
      { meta },
    )
  }
  await assertGguf(path)
  const model = await options.llama.loadModel({ modelPath: path }).catch((cause: unknown) => {
    throw new WitanError('MODEL_INVALID', `The model file of ${name} cannot be loaded.`, {
      cause,
      meta,
    })
  })
  const tokenizer = model.fileInfo.metadata.tokenizer as unknown as TokenizerMetadata
  const parts = partsOfModel(sha256, tokenizer, options.llama.gpu || 'cpu')
  const modelId = modelIdOf(parts)
  if (entry.modelId !== undefined && entry.modelId !== modelId) {
    throw new WitanError(
      'MODEL_HASH_MISMATCH',
      `This engine makes ${name} the model ${modelId}; ${entry.modelId} is registered.`,
      { meta },
    )
  }
  const { framing, contextTokens: wanted = options.maxContextTokens } = entry
  const contextTokens = Math.min(model.trainContextSize, wanted)
  return {
    model,
    description: {
      modelId,
      role,
      name,
      contextTokens,
      ...(framing && { framing }),
      parts,
      endTokens: endTokensOf(model, tokenizer),
    },
  }
}

/** Returns the tokens with which the model itself ends an answer, ascending. */
function endTokensOf(model: LlamaModel, { ggml }: TokenizerMetadata): number[] {
  return [...ggml.tokens.keys()].filter((id) => model.isEogToken(id as Token))
}
