import type { Llama, LlamaContextSequence, LlamaGrammar, Token } from 'node-llama-cpp'
import { WitanError } from '#protocol/errors.ts'
import type { ModelId } from '#protocol/ids.ts'
import type {
  Engine,
  GeneratedToken,
  GenerateRequest,
  Race,
  ReplayedPosition,
  ReplayRequest,
} from '../engine.ts'
import { ENGINE_PROFILE } from '../experts/engineProfile.ts'
import type { ModelEntry } from '../models/modelEntry.ts'
import type { RuntimeModel } from '../runtime.ts'
import { type ChatTemplate, type FramedConversation, openChatTemplate } from './chatTemplate.ts'
import { chooseTokens } from './chooseTokens.ts'
import { createDetokenizer } from './detokenizer.ts'
import { type LoadedModel, loadModel } from './loadModel.ts'
import { openLlama } from './openLlama.ts'
import { replayTokens } from './replayTokens.ts'

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
  /** Another class of execution, to measure how far it is from the profile's; the models' ids don't follow. */
  readonly profile?: Partial<Record<'flashAttention', boolean> & Record<'batchSize', number>>
}

/** A served model with its idle sequences. */
type Served = LoadedModel & {
  readonly idle: LlamaContextSequence[]
  readonly llama: Llama
  /** Of a model that is asked by its own chat template. */
  readonly template: ChatTemplate | undefined
}

/**
 * Loads the models and returns the engine that serves them.
 *
 * @throws {WitanError} MODEL_MISSING, MODEL_HASH_MISMATCH, MODEL_INVALID, MODEL_TEMPLATE_MISSING,
 * MODEL_TEMPLATE_INVALID.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const llama = await openLlama({
    gpu: options.gpu,
    maxThreads: Math.max(...options.models.map((entry) => threadsOf(entry, options)), 1),
  })
  const served = new Map<ModelId, Served>()
  for (const entry of options.models) {
    const one = await serve(entry, llama, options)
    served.set(one.description.modelId, one)
  }
  return {
    models: [...served.values()].map(({ description }) => description),
    generate: (request) => generate(request, served),
    replay: (request) => replay(request, served),
  }
}

async function serve(entry: ModelEntry, llama: Llama, options: EngineOptions): Promise<Served> {
  const loaded = await loadModel(entry, { llama, maxContextTokens: options.maxContextTokens })
  const template =
    entry.framing === 'chatTemplate' ? openChatTemplate(loaded.model, entry.name) : undefined
  try {
    const context = await loaded.model.createContext({
      contextSize: loaded.description.contextTokens,
      sequences: options.slots,
      batchSize: options.profile?.batchSize ?? ENGINE_PROFILE.batchSize,
      flashAttention: options.profile?.flashAttention ?? ENGINE_PROFILE.flashAttention,
      threads: threadsOf(entry, options),
    })
    const idle = Array.from({ length: options.slots }, () => context.getSequence())
    const description = describe(loaded, template)
    return { ...loaded, description, idle, llama, template }
  } catch (cause) {
    throw new WitanError('MODEL_INVALID', `There is no room for the context of ${entry.name}.`, {
      cause,
      meta: { role: entry.role, name: entry.name },
    })
  }
}

/** A template may end an answer by tokens of its own. */
function describe({ description }: LoadedModel, template: ChatTemplate | undefined): RuntimeModel {
  if (template === undefined) return description
  const { ends } = template.frame([{ speaker: 'user', content: '' }])
  const endTokens = [...new Set([...(description.endTokens ?? []), ...ends])]
  return { ...description, endTokens: endTokens.sort((a, b) => a - b) }
}

function threadsOf({ threads }: ModelEntry, options: EngineOptions): number {
  return threads ?? options.threads
}

async function* generate(
  request: GenerateRequest,
  served: ReadonlyMap<ModelId, Served>,
): AsyncGenerator<GeneratedToken, void, void> {
  const one = servedModel(request, served)
  const sequence = takeSequence(one)
  try {
    yield* generateOn(sequence, one, request)
  } finally {
    await giveBack(sequence, one)
  }
}

async function replay(
  request: ReplayRequest,
  served: ReadonlyMap<ModelId, Served>,
): Promise<ReplayedPosition[]> {
  const one = servedModel(request, served)
  const { tokens } = readInput(one, request)
  const { contextTokens } = one.description
  roomAfter(tokens.length + Math.max(0, request.output.length - 1), contextTokens)
  const grammar = await readGrammar(one, request)
  const sequence = takeSequence(one)
  try {
    return await replayTokens(sequence, tokens, {
      output: request.output as readonly Token[],
      positions: request.positions,
      signal: request.signal,
      ...(grammar && { grammar }),
    })
  } finally {
    await giveBack(sequence, one)
  }
}

function servedModel(
  { modelId }: Pick<GenerateRequest, 'modelId'>,
  served: ReadonlyMap<ModelId, Served>,
): Served {
  const one = served.get(modelId)
  if (one !== undefined) return one
  throw new WitanError('MODEL_UNKNOWN', 'The model of this task is not served here.')
}

function takeSequence({ idle }: Served): LlamaContextSequence {
  const sequence = idle.pop()
  if (sequence !== undefined) return sequence
  throw new WitanError('NODE_BUSY', 'All sequences of the model are taken.', { retryable: true })
}

/** Nothing of one requester's text may be left for the next. */
async function giveBack(sequence: LlamaContextSequence, { idle }: Served): Promise<void> {
  await sequence.clearHistory()
  idle.push(sequence)
}

async function* generateOn(
  sequence: LlamaContextSequence,
  served: Served,
  request: GenerateRequest,
): AsyncGenerator<GeneratedToken, void, void> {
  const { model, description } = served
  const { signal, race = LIKELIEST } = request
  const { tokens, ends } = readInput(served, request)
  const room = roomAfter(tokens.length, description.contextTokens)
  const limit = Math.min(request.maxTokens, room)
  const grammar = await readGrammar(served, request)
  const detokenizer = createDetokenizer(model)
  let count = 0
  if (signal.aborted) return
  const choosing = { signal, race, ...(grammar && { grammar }) }
  for await (const raced of chooseTokens(sequence, tokens, choosing)) {
    if (signal.aborted) return
    const id = raced.token as Token
    const end = model.isEogToken(id) || ends.has(id)
    yield { ...raced, text: end ? '' : detokenizer.push(id), end }
    if (end || ++count >= limit) return
  }
}

async function readGrammar(
  { llama }: Served,
  { grammar }: Pick<GenerateRequest, 'grammar'>,
): Promise<LlamaGrammar | undefined> {
  return grammar === undefined ? undefined : await llama.createGrammar({ grammar })
}

function readInput(
  { model, template }: Served,
  { input }: Pick<GenerateRequest, 'input'>,
): FramedConversation {
  if (typeof input === 'string') return { tokens: model.tokenize(input, true), ends: NO_TOKENS }
  if (template !== undefined) return template.frame(input)
  throw new WitanError('PROMPT_UNSUPPORTED', 'The model of this task reads no conversations.')
}

const NO_TOKENS: ReadonlySet<Token> = new Set()

/** No noise: the seed is not looked at. */
const LIKELIEST: Race = { seed: new Uint8Array(32), temperatureMilli: 0 }

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
