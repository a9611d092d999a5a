import { readGgufFileInfo } from 'node-llama-cpp'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { ModelId } from '#protocol/ids.ts'
import { assertGguf } from './assertGguf.ts'
import { hashFile } from './hashFile.ts'
import { identifyModel, type TokenizerMetadata } from './identifyModel.ts'

export type ModelFile = { readonly sha256: Hex; readonly modelId: ModelId }

/**
 * Returns the hash and the model id of an operator's own GGUF file, without loading its weights.
 *
 * @param path - Path of a local file.
 * @param device - What will compute; see identifyModel.
 * @throws {WitanError} MODEL_MISSING when the file cannot be read; MODEL_INVALID when it is no GGUF.
 */
export async function identifyModelFile(path: string, device = 'cpu'): Promise<ModelFile> {
  const sha256 = await hashFile(path)
  await assertGguf(path)
  try {
    const { metadata } = await readGgufFileInfo(path, { sourceType: 'filesystem' })
    const tokenizer = metadata.tokenizer as unknown as TokenizerMetadata
    return { sha256, modelId: identifyModel(sha256, tokenizer, device) }
  } catch (cause) {
    throw new WitanError('MODEL_INVALID', `The file ${path} is not a GGUF model.`, { cause })
  }
}
