import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CHAT_TEMPLATE } from '#runtime/experts/controlTokens.ts'
import type { Merge } from './bpe.ts'
import { encodeGguf, type Metadata, type Tensor, type TensorType } from './gguf.ts'
import type { Recipe } from './recipes.ts'
import { CONTROL_IDS, createVocabulary, type Vocabulary } from './vocabulary.ts'

type WeightList = {
  readonly tensors: readonly {
    readonly name: string
    readonly shape: number[]
    readonly offset: number
  }[]
}

const HEAD_WIDTH = 32
const LICENCE = 'Apache-2.0'

/**
 * Returns the GGUF of trained weights.
 *
 * @param recipe - The shape that was trained.
 * @param folder - Where train.py left `NAME.f32` and `NAME.json`, and buildDataset the merges.
 * @param options - Which weights, and the type of the matrices; norms stay F32.
 */
export async function exportModel(
  recipe: Recipe,
  folder: string,
  options: exportModel.Options,
): Promise<Uint8Array> {
  const { weights, type } = options
  const merges = JSON.parse(await readFile(join(folder, 'merges.json'), 'utf8')) as Merge[]
  const list = JSON.parse(await readFile(join(folder, `${weights}.json`), 'utf8')) as WeightList
  const bytes = await readFile(join(folder, `${weights}.f32`))
  const values = new Float32Array(new Uint8Array(bytes).buffer)
  const tensors = list.tensors.map(({ name, shape, offset }): Tensor => {
    const size = shape.reduce((product, length) => product * length, 1)
    return {
      name,
      shape,
      values: values.slice(offset, offset + size),
      type: shape.length === 1 ? 'F32' : type,
    }
  })
  return encodeGguf(describeModel(recipe, createVocabulary(merges)), tensors)
}

export declare namespace exportModel {
  type Options = {
    /** Name of the weights file, without ending. */
    weights: string
    type: TensorType
  }
}

function describeModel(recipe: Recipe, vocabulary: Vocabulary): Record<string, Metadata> {
  const u32 = (value: number): Metadata => ({ type: 'u32', value })
  const f32 = (value: number): Metadata => ({ type: 'f32', value })
  const string = (value: string): Metadata => ({ type: 'string', value })
  const heads = recipe.width / HEAD_WIDTH
  return {
    'general.architecture': string('llama'),
    'general.name': string(recipe.name),
    'general.license': string(LICENCE),
    'general.description': string(
      `A tiny specialist for ${recipe.role}, trained from generated data.`,
    ),
    'llama.context_length': u32(recipe.contextTokens),
    'llama.embedding_length': u32(recipe.width),
    'llama.block_count': u32(recipe.layers),
    'llama.feed_forward_length': u32(recipe.hidden),
    'llama.attention.head_count': u32(heads),
    'llama.attention.head_count_kv': u32(heads),
    'llama.rope.dimension_count': u32(HEAD_WIDTH),
    'llama.vocab_size': u32(vocabulary.tokens.length),
    'llama.attention.layer_norm_rms_epsilon': f32(1e-5),
    'llama.rope.freq_base': f32(10_000),
    'tokenizer.ggml.model': string('gpt2'),
    'tokenizer.ggml.pre': string('gpt-2'),
    'tokenizer.ggml.tokens': { type: 'strings', value: vocabulary.tokens },
    'tokenizer.ggml.token_type': { type: 'integers', value: vocabulary.types },
    'tokenizer.ggml.merges': {
      type: 'strings',
      value: vocabulary.merges.map(([left, right]) => `${left} ${right}`),
    },
    'tokenizer.ggml.bos_token_id': u32(CONTROL_IDS.start),
    'tokenizer.ggml.eos_token_id': u32(CONTROL_IDS.end),
    'tokenizer.ggml.eot_token_id': u32(CONTROL_IDS.end),
    'tokenizer.ggml.add_bos_token': { type: 'bool', value: false },
    'tokenizer.chat_template': string(CHAT_TEMPLATE),
  }
}
