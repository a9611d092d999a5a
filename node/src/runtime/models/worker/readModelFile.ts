import { stat } from 'node:fs/promises'
import { type GgufFileInfo, GgufInsights, type Llama, readGgufFileInfo } from 'node-llama-cpp'
import { WitanError } from '#protocol/errors.ts'
import { assertGguf } from '../assertGguf.ts'
import { hashFile } from '../hashFile.ts'
import type { ExamineJob, JobProgress } from '../modelJob.ts'

/** What a model file says of itself; none of its weights is loaded. */
export type ModelFile = {
  readonly info: GgufFileInfo
  readonly insights: GgufInsights
  readonly bytes: number
  readonly architecture: string
  readonly trainedContextTokens: number
}

/**
 * Returns what a model file says of itself, after checking that it is whole, the expected one, and of a kind
 * that can be served.
 *
 * @throws {WitanError} MODEL_MISSING, MODEL_INVALID, MODEL_TRUNCATED, MODEL_HASH_MISMATCH,
 * MODEL_ARCHITECTURE_UNSUPPORTED, MODEL_TEMPLATE_MISSING.
 */
export async function readModelFile(
  job: ExamineJob,
  llama: Llama,
  report: (progress: JobProgress) => void,
): Promise<ModelFile> {
  const { path, name } = job
  await assertGguf(path)
  const { size: bytes } = await stat(path)
  const info = await readHeader(path)
  const insights = info && (await GgufInsights.from(info, llama).catch(() => undefined))
  assertWhole(job, bytes, info && { info, insights })
  await assertHash(job, bytes, report)
  // its text is broken, although it is the very file that was meant
  if (info === undefined || insights === undefined) throw invalid(path, 'is not a GGUF model')

  const parts = (info.metadata as { split?: { count?: number } }).split?.count ?? 1
  if (parts > 1) throw invalid(path, `is one of ${parts} parts; merge them with llama-gguf-split`)
  const architecture = String(info.metadata.general?.architecture)
  if (!insights.isSupportedByLlamaCpp || !insights.hasDecoder) {
    throw new WitanError(
      'MODEL_ARCHITECTURE_UNSUPPORTED',
      `The engine cannot run ${name}: its architecture is ${architecture.slice(0, 40)}.`,
      { meta: { name, architecture: architecture.slice(0, 40) } },
    )
  }
  assertTemplate(info, name)
  return {
    info,
    insights,
    bytes,
    architecture,
    trainedContextTokens: insights.trainContextSize ?? 0,
  }
}

async function readHeader(path: string): Promise<GgufFileInfo | undefined> {
  try {
    return await readGgufFileInfo(path, {
      sourceType: 'filesystem',
      logWarnings: false,
      spliceSplitFiles: false,
    })
  } catch {
    return undefined
  }
}

/** A file cut within its text reads as zeros there, one cut within its weights ends before the last of them. */
function assertWhole(
  { path }: ExamineJob,
  bytes: number,
  header: { info: GgufFileInfo; insights: GgufInsights | undefined } | undefined,
): void {
  if (header === undefined) return
  const { info, insights } = header
  const tensors = info.fullTensorInfo ?? []
  const start = tensors.reduce(
    (least, { fileOffset }) => Math.min(least, Number(fileOffset)),
    Number(info.infoEndOffset ?? 0),
  )
  const expected = Math.max(Number(info.infoEndOffset ?? 0), start + (insights?.modelSize ?? 0))
  if (bytes >= expected) return
  throw new WitanError(
    'MODEL_TRUNCATED',
    `The file ${path} has ${bytes} bytes and should have at least ${expected}. Fetch it again.`,
    { meta: { path, bytes, expected } },
  )
}

async function assertHash(
  { path, sha256: expected }: ExamineJob,
  bytes: number,
  report: (progress: JobProgress) => void,
): Promise<void> {
  const sha256 = await hashFile(path, (done) => report({ stage: 'checking', done, total: bytes }))
  if (sha256 === expected.toLowerCase()) return
  throw new WitanError(
    'MODEL_HASH_MISMATCH',
    `The file ${path} has the sha256 ${sha256.slice(2)}, not ${expected.slice(2)}. If the file is the right one, give its hash; if not, delete it and fetch it again.`,
    { meta: { path, sha256, expected } },
  )
}

function assertTemplate({ metadata }: GgufFileInfo, name: string): void {
  const { chat_template: template } = (metadata.tokenizer ?? {}) as { chat_template?: unknown }
  if (typeof template === 'string' && template.trim() !== '') return
  throw new WitanError(
    'MODEL_TEMPLATE_MISSING',
    `The file of ${name} has no chat template, so nobody knows how it wants to be asked.`,
    { meta: { name } },
  )
}

function invalid(path: string, what: string): WitanError {
  return new WitanError('MODEL_INVALID', `The file ${path} ${what}.`, { meta: { path } })
}
