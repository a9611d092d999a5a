/**
 * How the shipped experts are run: every setting that can change a token. With Q8_0 weights, flash
 * attention and batches of at most 48 a replay in one pass gives the very numbers of step-by-step decoding.
 */
export const ENGINE_PROFILE = {
  engine: 'node-llama-cpp@3.22.1',
  device: 'cpu',
  flashAttention: true,
  batchSize: 32,
  kvCache: 'f16',
} as const
