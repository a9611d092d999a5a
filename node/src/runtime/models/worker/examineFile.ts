import { InsufficientMemoryError, type Llama, type LlamaModel } from 'node-llama-cpp'
import { WitanError } from '#protocol/errors.ts'
import { ENGINE_PROFILE } from '../../experts/engineProfile.ts'
import { openChatTemplate } from '../../llama/chatTemplate.ts'
import { identifyModel, type TokenizerMetadata } from '../identifyModel.ts'
import type { ExaminedModel, ExamineJob, JobProgress } from '../modelJob.ts'
import { benchmarkModel } from './benchmarkModel.ts'
import { type ModelFile, readModelFile } from './readModelFile.ts'

export type ExamineFileOptions = {
  readonly llama: Llama
  readonly report: (progress: JobProgress) => void
}

/** Longest context where none is asked for (tokens), as the engine has it. */
const DEFAULT_CONTEXT_TOKENS = 4096
const MIB = 2 ** 20

/**
 * Finds out whether a model file can be served here, and how fast: its hash, its kind, its memory, its template,
 * then a benchmark under the very settings of a node.
 *
 * @throws {WitanError} What readModelFile throws; INPUT_INVALID for a longer context than the trained one;
 * INSUFFICIENT_MEMORY, MODEL_INVALID, MODEL_TEMPLATE_INVALID.
 */
export async function examineFile(
  job: ExamineJob,
  { llama, report }: ExamineFileOptions,
): Promise<ExaminedModel> {
  const file = await readModelFile(job, llama, report)
  const contextTokens = contextOf(job, file)
  await assertMemory(job, file, contextTokens)

  report({ stage: 'loading', done: 0, total: 1 })
  const before = process.memoryUsage.rss()
  const model = await load(job, llama)
  openChatTemplate(model, job.name)
  const benchmark = await benchmarkModel(model, {
    contextTokens,
    seconds: job.benchmarkSeconds,
    maxThreads: job.maxThreads,
    onProgress: (done, total) => report({ stage: 'measuring', done, total }),
  })
  const memoryMb = Math.ceil(Math.max(0, process.memoryUsage.rss() - before) / MIB)
  return {
    sha256: job.sha256,
    modelId: identifyModel(job.sha256, tokenizerOf(file), llama.gpu || 'cpu'),
    bytes: file.bytes,
    architecture: file.architecture,
    parameters: file.insights.totalParameters,
    contextTokens,
    trainedContextTokens: file.trainedContextTokens,
    memoryMb: Math.max(memoryMb, 1),
    benchmark,
  }
}

function contextOf({ contextTokens: wanted, name }: ExamineJob, file: ModelFile): number {
  const { trainedContextTokens: trained } = file
  if (wanted === undefined) return Math.min(trained, DEFAULT_CONTEXT_TOKENS)
  if (wanted <= trained) return wanted
  throw new WitanError(
    'INPUT_INVALID',
    `${name} was trained for a context of ${trained} tokens, less than the ${wanted} asked for.`,
    { meta: { name, trained, wanted } },
  )
}

/** Checked before anything is loaded: a machine that swaps is of no use to anybody. */
async function assertMemory(
  { name, slots, memory }: ExamineJob,
  { insights }: ModelFile,
  contextTokens: number,
): Promise<void> {
  const model = await insights.estimateModelResourceRequirementsV2({ gpuLayers: 0 })
  const context = await insights.estimateContextResourceRequirementsV2({
    contextSize: contextTokens,
    modelGpuLayers: 0,
    batchSize: ENGINE_PROFILE.batchSize,
    sequences: slots,
    flashAttention: ENGINE_PROFILE.flashAttention,
  })
  const neededMb = Math.ceil((model.cpuRam + context.cpuRam) / MIB)
  const freeMb = Math.floor(memory.freeBytes / MIB)
  const what = `${name} needs about ${neededMb} MiB with ${slots} contexts of ${contextTokens} tokens`
  const meta = { name, neededMb, freeMb, roomMb: memory.roomMb }
  if (neededMb > freeMb) {
    throw new WitanError('INSUFFICIENT_MEMORY', `${what}; this machine has ${freeMb} MiB free.`, {
      meta,
    })
  }
  if (neededMb <= memory.roomMb) return
  const enough = memory.limitMb - memory.roomMb + neededMb
  throw new WitanError(
    'INSUFFICIENT_MEMORY',
    `${what}; the limit runtime.memoryMb of ${memory.limitMb} leaves ${Math.max(0, memory.roomMb)} MiB for it. Set runtime.memoryMb to ${enough} or more.`,
    { meta: { ...meta, enough } },
  )
}

async function load({ name, path }: ExamineJob, llama: Llama): Promise<LlamaModel> {
  try {
    return await llama.loadModel({ modelPath: path })
  } catch (cause) {
    if (cause instanceof InsufficientMemoryError) {
      throw new WitanError('INSUFFICIENT_MEMORY', `There is no room in memory for ${name}.`, {
        cause,
        meta: { name },
      })
    }
    throw new WitanError('MODEL_INVALID', `The engine cannot load ${name} from ${path}.`, {
      cause,
      meta: { name, path },
    })
  }
}

function tokenizerOf({ info }: ModelFile): TokenizerMetadata {
  return info.metadata.tokenizer as unknown as TokenizerMetadata
}
