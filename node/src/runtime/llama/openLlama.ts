import { getLlama, type Llama, LlamaLogLevel, type LlamaOptions } from 'node-llama-cpp'

/**
 * Returns the engine's library as it came with the packages: never built, never fetched, silent.
 *
 * @param options - Most threads of all contexts together; the graphics card, which is left alone by default.
 */
export async function openLlama({
  maxThreads,
  gpu = false,
}: {
  readonly maxThreads: number
  readonly gpu?: LlamaOptions['gpu']
}): Promise<Llama> {
  return await getLlama({
    gpu,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads,
    logLevel: LlamaLogLevel.disabled,
  })
}
