/** What a process of its own does for a model that an operator brings, and what it says meanwhile. */

import type { Hex } from '#protocol/bytes.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import type { ErrorMeta } from '#protocol/errors.ts'
import type { ModelId } from '#protocol/ids.ts'

export type DownloadJob = {
  readonly kind: 'download'
  /** `https:`, `http:` or `hf:` address of one GGUF file. */
  readonly uri: string
  /** Folder and name of the file to write. */
  readonly folder: string
  readonly fileName: string
}

export type ExamineJob = {
  readonly kind: 'examine'
  /** What to call the model in errors. */
  readonly name: string
  /** Absolute path of the file. */
  readonly path: string
  /** What the file must be. */
  readonly sha256: Hex
  /** Longest context to serve (tokens). @default the trained one, at most 4,096 */
  readonly contextTokens?: number
  /** Tasks that will run at the same time. */
  readonly slots: number
  /** Memory that the model may take. */
  readonly memory: {
    /** What the machine has free (bytes). */
    readonly freeBytes: number
    /** What the limit of the runtime leaves (MiB), and the limit itself. */
    readonly roomMb: number
    readonly limitMb: number
  }
  /** Length of the benchmark (seconds). */
  readonly benchmarkSeconds: number
  /** Most CPU threads to try. */
  readonly maxThreads: number
}

export type DownloadedModel = { readonly path: string; readonly bytes: number }

/** What was found out about a model file. */
export type ExaminedModel = {
  readonly sha256: Hex
  readonly modelId: ModelId
  readonly bytes: number
  /** Such as `llama` or `qwen3`. */
  readonly architecture: string
  readonly parameters: number
  /** Tokens of context to serve, and those that the model was trained for. */
  readonly contextTokens: number
  readonly trainedContextTokens: number
  /** Resident memory that the model took (MiB). */
  readonly memoryMb: number
  readonly benchmark: Benchmark
}

export type Speed = {
  readonly threads: number
  readonly prefillTokensPerSecond: number
  readonly decodeTokensPerSecond: number
}

export type Benchmark = Speed & {
  readonly seconds: number
  /** Every number of threads that was tried, the best one included. */
  readonly tried: readonly Speed[]
}

export type ModelJob = DownloadJob | ExamineJob

/** What a worker is sent: its one job, and then perhaps the word to end it in order. */
export type ToModelWorker = ModelJob | { readonly kind: 'stop' }

export type JobStage = 'downloading' | 'checking' | 'loading' | 'measuring'

export type JobProgress = {
  readonly stage: JobStage
  /** Bytes while downloading and checking, milliseconds while measuring. */
  readonly done: number
  readonly total: number
}

export type FromModelWorker =
  | { readonly type: 'progress'; readonly progress: JobProgress }
  | { readonly type: 'done'; readonly result: DownloadedModel | ExaminedModel }
  | {
      readonly type: 'failed'
      readonly code: ErrorCode
      readonly message: string
      readonly meta: ErrorMeta
    }
