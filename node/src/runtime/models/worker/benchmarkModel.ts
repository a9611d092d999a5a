import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp'
import { ENGINE_PROFILE } from '../../experts/engineProfile.ts'
import type { Benchmark, Speed } from '../modelJob.ts'

export type BenchmarkOptions = {
  /** Tokens of context to serve. */
  readonly contextTokens: number
  /** Length of the whole benchmark. */
  readonly seconds: number
  /** Most CPU threads to try. */
  readonly maxThreads: number
  /** Told how much of the time has passed (ms). */
  readonly onProgress: (doneMs: number, totalMs: number) => void
}

/** What the model reads; any text takes as long. */
const TEXT = 'The ferry carries twelve crates to the far bank before noon. '

/** Longest context to measure in (tokens): the speed of an ordinary request, not of the longest. */
const CONTEXT_TOKENS = 512

/** How much faster more threads must be: they spin while they wait, at the cost of everything else here. */
const WORTH_A_THREAD = 1.2

/**
 * Measures how fast a model reads and writes, with every number of threads that may be best, under the settings
 * of a node. Each number gets an equal share of the time, half of it for reading.
 *
 * @returns The speed of the best number of threads, by tokens written per second.
 */
export async function benchmarkModel(
  model: LlamaModel,
  options: BenchmarkOptions,
): Promise<Benchmark> {
  const { seconds, maxThreads, onProgress } = options
  const candidates = threadCounts(maxThreads)
  const startedAt = performance.now()
  const totalMs = seconds * 1000
  const tell = () => onProgress(Math.min(performance.now() - startedAt, totalMs), totalMs)
  const tried: Speed[] = []
  for (const threads of candidates) {
    const spentMs = performance.now() - startedAt
    // a machine this slow has no time for more; the first number is always measured
    if (tried.length > 0 && spentMs >= totalMs) break
    const shareMs = (totalMs - spentMs) / (candidates.length - tried.length)
    tried.push(await measure(model, { ...options, threads, shareMs, tell }))
  }
  const elapsed = (performance.now() - startedAt) / 1000
  return { ...bestOf(tried), seconds: round(elapsed), tried }
}

/** Returns 1, 2, 4 and so on, and the most. */
function threadCounts(most: number): number[] {
  const counts: number[] = []
  for (let threads = 1; threads < most; threads *= 2) counts.push(threads)
  return [...counts, Math.max(1, most)]
}

function bestOf(tried: readonly Speed[]): Speed {
  return tried.reduce((best, speed) =>
    speed.decodeTokensPerSecond > WORTH_A_THREAD * best.decodeTokensPerSecond ? speed : best,
  )
}

type Measuring = BenchmarkOptions & {
  readonly threads: number
  readonly shareMs: number
  readonly tell: () => void
}

async function measure(model: LlamaModel, measuring: Measuring): Promise<Speed> {
  const { contextTokens, threads, shareMs } = measuring
  const context = await model.createContext({
    contextSize: Math.min(contextTokens, CONTEXT_TOKENS),
    batchSize: ENGINE_PROFILE.batchSize,
    flashAttention: ENGINE_PROFILE.flashAttention,
    threads,
  })
  try {
    const sequence = context.getSequence()
    const text = textOf(model, context.contextSize)
    // the first look at each weight comes from the disk
    await sequence.evaluateWithoutGeneratingNewTokens(text.slice(0, 1))
    const prefill = await rateOf(shareMs / 2, measuring, (until) => read(sequence, text, until))
    const decode = await rateOf(shareMs / 2, measuring, (until) => write(sequence, text, until))
    return { threads, prefillTokensPerSecond: prefill, decodeTokensPerSecond: decode }
  } finally {
    await context.dispose()
  }
}

/** Returns tokens per second of work that is done over and over until the time is out. */
async function rateOf(
  ms: number,
  { tell }: Measuring,
  work: (until: number) => AsyncIterable<number>,
): Promise<number> {
  const startedAt = performance.now()
  const until = startedAt + ms
  let tokens = 0
  do {
    for await (const count of work(until)) {
      tokens += count
      tell()
    }
  } while (performance.now() < until)
  return round(tokens / ((performance.now() - startedAt) / 1000))
}

/** Reads the text from an empty context, a batch at a time; yields the tokens of each. */
async function* read(
  sequence: LlamaContextSequence,
  text: readonly Token[],
  until: number,
): AsyncGenerator<number, void, void> {
  await sequence.clearHistory()
  for (let from = 0; from < text.length; from += ENGINE_PROFILE.batchSize) {
    const batch = text.slice(from, from + ENGINE_PROFILE.batchSize)
    await sequence.evaluateWithoutGeneratingNewTokens(batch)
    yield batch.length
    if (performance.now() >= until) return
  }
}

/** Writes from a short text until the context is nearly full; yields 1 for each token. */
async function* write(
  sequence: LlamaContextSequence,
  text: readonly Token[],
  until: number,
): AsyncGenerator<number, void, void> {
  await sequence.clearHistory()
  const room = sequence.context.contextSize - ENGINE_PROFILE.batchSize - 8
  let written = 0
  for await (const _ of sequence.evaluate(text.slice(0, ENGINE_PROFILE.batchSize), {
    temperature: 0,
    yieldEogToken: true,
  })) {
    yield 1
    if (++written >= room || performance.now() >= until) return
  }
}

/** Returns as many tokens as a context holds, less a few for those that the engine adds. */
function textOf(model: LlamaModel, contextSize: number): Token[] {
  const piece = model.tokenize(TEXT)
  const count = Math.max(ENGINE_PROFILE.batchSize, contextSize - 8)
  return Array.from({ length: count }, (_, i) => piece[i % piece.length]!)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
