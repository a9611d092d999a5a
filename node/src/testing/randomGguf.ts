/** Random-weight language models: real inference for tests and benchmarks without any shipped weights. */

import { encodeGguf, type GgufTensor, type GgufValue } from './ggufFile.ts'

export type RandomGgufOptions = {
  /** Width of the model; a multiple of 32 and of `heads`. @default 64 */
  readonly width?: number
  /** @default 2 */
  readonly layers?: number
  /** @default 4 */
  readonly heads?: number
  /** Width of the feed-forward part, a multiple of 32. @default 128 */
  readonly hidden?: number
  /** Tokens it knows; what is beyond the bytes and the control tokens is there only to be computed. @default 260 */
  readonly vocabulary?: number
  /** @default 256 */
  readonly contextTokens?: number
  /** Equal seeds give equal files. @default 1 */
  readonly seed?: number
  /** What the file claims to be. @default 'llama' */
  readonly architecture?: string
  /** Jinja chat template to write into the metadata; none by default. */
  readonly chatTemplate?: string
}

const CONTROL_TOKENS = ['<|bos|>', '<|user|>', '<|assistant|>', '<|end|>']
const LEAST_VOCABULARY = 256 + CONTROL_TOKENS.length

/** The size of the overhead benchmark's model: about 30 million parameters. */
export const BENCHMARK_SHAPE = {
  width: 512,
  layers: 9,
  heads: 8,
  hidden: 1536,
  contextTokens: 1024,
} as const satisfies RandomGgufOptions

/**
 * Returns the bytes of a GGUF model of llama architecture with random weights and a byte vocabulary.
 * It writes printable ASCII and never ends by itself: output stops at its bound, or where a grammar ends.
 */
export function randomGguf(options: RandomGgufOptions = {}): Uint8Array {
  const { width = 64, layers = 2, heads = 4, hidden = 128, contextTokens = 256, seed = 1 } = options
  const tokens = vocabularyOf(options.vocabulary)
  const random = createRandom(seed)
  const matrix = (name: string, rowLength: number, rows: number): GgufTensor => {
    const scale = 1 / Math.sqrt(rowLength)
    const values = new Float32Array(rowLength * rows)
    for (let i = 0; i < values.length; i++) values[i] = scale * random()
    return { name: `${name}.weight`, shape: [rowLength, rows], values, as: 'q8' }
  }
  const ones = (name: string): GgufTensor => ({
    name: `${name}.weight`,
    shape: [width],
    values: new Float32Array(width).fill(1),
    as: 'f32',
  })

  const blocks = Array.from({ length: layers }, (_, i) => [
    ones(`blk.${i}.attn_norm`),
    ones(`blk.${i}.ffn_norm`),
    matrix(`blk.${i}.attn_q`, width, width),
    matrix(`blk.${i}.attn_k`, width, width),
    matrix(`blk.${i}.attn_v`, width, width),
    matrix(`blk.${i}.attn_output`, width, width),
    matrix(`blk.${i}.ffn_gate`, width, hidden),
    matrix(`blk.${i}.ffn_up`, width, hidden),
    matrix(`blk.${i}.ffn_down`, hidden, width),
  ]).flat()
  const shape = { width, layers, heads, hidden, contextTokens, tokens }
  return encodeGguf(metadataOf(shape, options), [
    matrix('token_embd', width, tokens.length),
    outputMatrix(width, tokens.length, random),
    ones('output_norm'),
    ...blocks,
  ])
}

type Shape = Required<Pick<RandomGgufOptions, 'width' | 'layers' | 'heads' | 'hidden'>> & {
  readonly contextTokens: number
  readonly tokens: readonly string[]
}

function metadataOf(
  shape: Shape,
  { chatTemplate, architecture = 'llama' }: RandomGgufOptions,
): Record<string, GgufValue> {
  const number = (value: number) => ({ type: 'u32', value }) as const
  const { tokens } = shape
  return {
    'general.architecture': { type: 'text', value: architecture },
    'general.name': { type: 'text', value: 'random' },
    'llama.context_length': number(shape.contextTokens),
    'llama.embedding_length': number(shape.width),
    'llama.block_count': number(shape.layers),
    'llama.feed_forward_length': number(shape.hidden),
    'llama.attention.head_count': number(shape.heads),
    'llama.attention.head_count_kv': number(shape.heads),
    'llama.rope.dimension_count': number(shape.width / shape.heads),
    'llama.vocab_size': number(tokens.length),
    'llama.attention.layer_norm_rms_epsilon': { type: 'f32', value: 1e-5 },
    'llama.rope.freq_base': { type: 'f32', value: 10_000 },
    'tokenizer.ggml.model': { type: 'text', value: 'gpt2' },
    'tokenizer.ggml.pre': { type: 'text', value: 'gpt-2' },
    'tokenizer.ggml.tokens': { type: 'texts', value: tokens },
    'tokenizer.ggml.token_type': {
      type: 'i32s',
      value: tokens.map((_, i) => (i < 256 || i >= LEAST_VOCABULARY ? 1 : 3)),
    },
    'tokenizer.ggml.merges': { type: 'texts', value: [] },
    'tokenizer.ggml.bos_token_id': number(256),
    'tokenizer.ggml.eos_token_id': number(259),
    'tokenizer.ggml.eot_token_id': number(259),
    'tokenizer.ggml.add_bos_token': { type: 'bool', value: true },
    ...(chatTemplate === undefined
      ? {}
      : { 'tokenizer.chat_template': { type: 'text', value: chatTemplate } }),
  }
}

/** Rows per token: only printable ASCII is long enough to ever win the choice of the next token. */
function outputMatrix(width: number, tokens: number, random: () => number): GgufTensor {
  const values = new Float32Array(tokens * width)
  for (let i = 0; i < values.length; i++) {
    const token = Math.floor(i / width)
    values[i] = random() * (token >= 32 && token < 127 ? 1 : 0.02)
  }
  return { name: 'output.weight', shape: [width, tokens], values, as: 'q8' }
}

function vocabularyOf(size = LEAST_VOCABULARY): string[] {
  const more = Array.from({ length: size - LEAST_VOCABULARY }, (_, i) => `<${i}>`)
  return [...byteAlphabet(), ...CONTROL_TOKENS, ...more]
}

/** Returns the 256 characters that byte-level vocabularies write bytes as. */
function byteAlphabet(): string[] {
  let next = 256
  return Array.from({ length: 256 }, (_, byte) => {
    const shown =
      (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255)
    return String.fromCharCode(shown ? byte : next++)
  })
}

/** Returns a source of repeatable numbers, uniform with mean 0 and deviation 1 (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  const scale = Math.sqrt(12) / 2 ** 32
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return scale * (((t ^ (t >>> 14)) >>> 0) - 2 ** 31)
  }
}
