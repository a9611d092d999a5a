import {
  getLlama,
  type Llama,
  type LlamaContextSequence,
  LlamaLogLevel,
  type LlamaModel,
} from 'node-llama-cpp'
import { WitanError } from '#protocol/errors.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { Engine, GeneratedToken, GenerateRequest } from '../engine.ts'
import { ENGINE_PROFILE } from '../experts/engineProfile.ts'
import type { ModelEntry } from '../models/modelEntry.ts'
import { chooseTokens } from './chooseTokens.ts'
import { createDetokenizer } from './detokenizer.ts'
import { type LoadedModel, loadModel } from './loadModel.ts'

export type EngineOptions = {
  readonly models: readonly ModelEntry[]
  /** Sequences of each model that can generate at the same time. */
  readonly slots: number
  /** Longest context to offer (tokens); a model's trained context may be shorter. */
  readonly maxContextTokens: number
  /** `false`: CPU only. `auto`: whatever the machine has. */
  readonly gpu: false | 'auto'
  /** CPU threads. One is fastest for tiny models: more of them spin while they wait. */
  readonly threads: number
}

/** A served model with its idle sequences. */
type Served = LoadedModel & { readonly idle: LlamaContextSequence[]; readonly llama: Llama }

/**
 * Loads the models and returns the engine that serves them.
 *
 * @throws {WitanError} MODEL_MISSING, MODEL_HASH_MISMATCH, MODEL_INVALID.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const llama = await getLlama({
    gpu: options.gpu,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: options.threads,
    logLevel: LlamaLogLevel.disabled,
  })
  const served = new Map<ModelId, Served>()
  for (const entry of options.models) {
    const one = await serve(entry, llama, options)
    served.set(one.description.modelId, one)
  }
  return {
    models: [...served.values()].map(({ description }) => description),
    generate: (request) => generate(request, served),
  }
}

async function serve(entry: ModelEntry, llama: Llama, options: EngineOptions): Promise<Served> {
  const loaded = await loadModel(entry, { llama, maxContextTokens: options.maxContextTokens })
  try {
    const context = await loaded.model.createContext({
      contextSize: loaded.description.contextTokens,
      sequences: options.slots,
      batchSize: ENGINE_PROFILE.batchSize,
      flashAttention: ENGINE_PROFILE.flashAttention,
      threads: options.threads,
    })
    const idle = Array.from({ length: options.slots }, () => context.getSequence())
    return { ...loaded, idle, llama }
  } catch (cause) {
    throw new WitanError('MODEL_INVALID', `There is no room for the context of ${entry.name}.`, {
      cause,
      meta: { role: entry.role, name: entry.name },
    })
  }
}

async function* generate(
  request: GenerateRequest,
  served: ReadonlyMap<ModelId, Served>,
): AsyncGenerator<GeneratedToken, void, void> {
  const one = served.get(request.modelId)
  if (one === undefined) {
    throw new WitanError('MODEL_UNKNOWN', 'The model of this task is not served here.')
  }
  const sequence = one.idle.pop()
  if (sequence === undefined) {
    throw new WitanError('NODE_BUSY', 'All sequences of the model are taken.', { retryable: true })
  }
  try {
    yield* generateOn(sequence, one, request)
  } finally {
    // nothing of one requester's text may be left for the next
    await sequence.clearHistory()
    one.idle.push(sequence)
  }
}

async function* generateOn(
  sequence: LlamaContextSequence,
  { model, llama, description }: Served,
  request: GenerateRequest,
): AsyncGenerator<GeneratedToken, void, void> {
  const { input, signal } = request
  const tokens = model.tokenize(input, true)
  const room = roomAfter(tokens.length, description.contextTokens)
  const limit = Math.min(request.maxTokens, room)
  const grammar =
    request.grammar === undefined
      ? undefined
      : await llama.createGrammar({ grammar: request.grammar })
  const detokenizer = createDetokenizer(model)
  let count = 0
  if (signal.aborted) return
  for await (const id of chooseTokens(sequence, tokens, { signal, ...(grammar && { grammar }) })) {
    if (signal.aborted) return
    const end = isEnd(model, id)
    yield { id, text: end ? '' : detokenizer.push(id), end }
    if (end || ++count >= limit) return
  }
}

/** Returns how many tokens can follow an input; the context never shifts, since that would drop what was paid for. */
function roomAfter(inputTokens: number, contextTokens: number): number {
  if (inputTokens >= contextTokens) {
    throw new WitanError(
      'INPUT_TOO_LARGE',
      `The request has ${inputTokens} tokens; the model reads at most ${contextTokens - 1}.`,
      { meta: { inputTokens, contextTokens } },
    )
  }
  return contextTokens - inputTokens
}

function isEnd(model: LlamaModel, id: number): boolean {
  return model.isEogToken(id as Parameters<LlamaModel['isEogToken']>[0])
}
