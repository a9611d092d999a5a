/** What a check costs beside the generation that it checks, and what a transcript adds to it: processor time of this process. */

import { join } from 'node:path'
import {
  getLlama,
  LlamaGrammarEvaluationState,
  LlamaLogLevel,
  type LlamaModel,
} from 'node-llama-cpp'
import { keccak256 } from '#protocol/hash.ts'
import { encodeRaceLeaf, leafHashOf, leafSaltOf, type RacedToken } from '#protocol/raceLeaf.ts'
import { createRaceTranscript } from '#protocol/raceTranscript.ts'
import { ENGINE_PROFILE } from '#runtime/experts/engineProfile.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'
import { loadExpert, withVariants } from './loadExpert.ts'
import { drawRequests, type Request, view, write } from './request.ts'

const REQUEST_SEED = 20_270_801
const RACE = { seed: new Uint8Array(32).fill(1), temperatureMilli: 0 }
/** Rounds over the same requests; the cheapest of each kind counts, which other programs disturbed least. */
const ROUNDS = 3

export type Costs = {
  /** Processor time per output token (ms). */
  readonly generateMs: number
  readonly replayMs: number
  readonly directMs: number
  readonly leavesMs: number
  /** Of a replay of the whole answer, and of 1 in 4 of its tokens, to its generation. */
  readonly verifierCostRatio: number
  readonly verifierCostRatioQuarter: number
  /** Of generation with races and transcript to generation by the engine's own sampling. */
  readonly transcriptCostRatio: number
  /** Of writing with Q4_0 and filling in the promised model's numbers to honest generation: below 1 it is a gain. */
  readonly forcingCostRatio: number
}

/** Returns the costs of an expert, one thread. @param jobs - Requests that are averaged over. */
export async function measureCosts(expert: ShippedExpert, jobs: number): Promise<Costs> {
  const requests = drawRequests(expert.role, jobs, REQUEST_SEED)
  const engine = await loadExpert(expert)
  const direct = await openDirect(expert)
  const outputs: (readonly RacedToken[])[] = []
  for (const request of requests) outputs.push((await write(engine, request, RACE)).raced)
  const tokens = outputs.reduce((sum, { length }) => sum + length, 0)
  const ids = (i: number) => outputs[i]!.map(({ token }) => token)
  const quarter = (i: number) => [...outputs[i]!.keys()].filter((position) => position % 4 === 0)
  const perToken = async (run: (request: Request, i: number) => unknown) =>
    (await cheapest(async () => {
      for (const [i, request] of requests.entries()) await run(request, i)
    })) / tokens
  const generateMs = await perToken((request) => write(engine, request, RACE))
  const replayMs = await perToken((request, i) => view(engine, request, ids(i)))
  const quarterMs = await perToken((request, i) => view(engine, request, ids(i), quarter(i)))
  const cheapMs = await withVariants(expert, ['q4_0'], async (paths) => {
    const cheap = await loadExpert(expert, {}, paths.q4_0)
    return await perToken((request) => write(cheap, request, RACE))
  })
  const directMs = await perToken((request) => direct(request))
  const leavesMs = await perToken((_, i) => rootOver(outputs[i]!))
  return {
    generateMs,
    replayMs,
    directMs,
    leavesMs,
    verifierCostRatio: replayMs / generateMs,
    verifierCostRatioQuarter: quarterMs / generateMs,
    transcriptCostRatio: (generateMs + leavesMs) / directMs,
    forcingCostRatio: (cheapMs + replayMs) / generateMs,
  }
}

async function cheapest(run: () => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const began = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(began)
    times.push((user + system) / 1000)
  }
  return Math.min(...times)
}

function rootOver(raced: readonly RacedToken[]): void {
  const key = keccak256(RACE.seed)
  const transcript = createRaceTranscript()
  for (const [position, one] of raced.entries()) {
    transcript.push(leafHashOf(leafSaltOf(key, position), encodeRaceLeaf({ position, ...one })))
  }
  transcript.root()
}

/** Returns the engine called as it wants to be, without races. */
async function openDirect({ file, contextTokens }: ShippedExpert) {
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: 1,
    logLevel: LlamaLogLevel.disabled,
  })
  const model = await llama.loadModel({ modelPath: join(EXPERTS_FOLDER, file) })
  const context = await model.createContext({
    contextSize: contextTokens,
    sequences: 1,
    batchSize: ENGINE_PROFILE.batchSize,
    flashAttention: ENGINE_PROFILE.flashAttention,
    threads: 1,
  })
  const sequence = context.getSequence()
  return async ({ modelInput, grammar, maxTokens }: Request): Promise<void> => {
    const state = grammar === undefined ? undefined : await stateOf(model, grammar)
    const options = {
      temperature: 0,
      yieldEogToken: true,
      ...(state && { grammarEvaluationState: state }),
    }
    let count = 0
    for await (const id of sequence.evaluate(model.tokenize(modelInput, true), options)) {
      if (model.isEogToken(id) || ++count >= maxTokens) break
    }
    await sequence.clearHistory()
  }
}

async function stateOf(model: LlamaModel, text: string): Promise<LlamaGrammarEvaluationState> {
  const grammar = await model.llama.createGrammar({ grammar: text })
  return new LlamaGrammarEvaluationState({ model, grammar })
}
