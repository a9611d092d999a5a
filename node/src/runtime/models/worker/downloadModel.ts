import { mkdir, statfs } from 'node:fs/promises'
import { createModelDownloader, type ModelDownloader } from 'node-llama-cpp'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { DownloadedModel, DownloadJob, JobProgress } from '../modelJob.ts'

export type DownloadModelOptions = {
  readonly report: (progress: JobProgress) => void
  /** Ends the download; what is here stays. */
  readonly signal: AbortSignal
}

/** Longest wait for a first sign of a host (ms): nobody should wait for the retries behind to find a typing error. */
const FIRST_ANSWER_MS = 20_000

const MIB = 2 ** 20

/**
 * Downloads a model file, going on where an earlier try stopped, and returns where it is. Cut connections are
 * taken up again by themselves; whoever started it aborts the signal when nothing arrives any more.
 *
 * @throws {WitanError} DOWNLOAD_REFUSED when the host says no or isn't there; DISK_FULL; MODEL_INVALID when the
 * address is one of several parts; DOWNLOAD_INTERRUPTED.
 */
export async function downloadModel(
  { uri, folder, fileName }: DownloadJob,
  { report, signal }: DownloadModelOptions,
): Promise<DownloadedModel> {
  if (/^https?:/.test(uri)) await assertAnswers(uri)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const downloader = await createModelDownloader({
      modelUri: uri,
      dirPath: folder,
      fileName,
      deleteTempFileOnCancel: false,
      onProgress: ({ totalSize, downloadedSize }) =>
        report({ stage: 'downloading', done: downloadedSize, total: totalSize }),
    })
    assertOneFile(downloader)
    await assertRoom(downloader, folder)
    report({ stage: 'downloading', done: downloader.downloadedSize, total: downloader.totalSize })
    return await fetchWith(downloader, signal)
  } catch (error) {
    throw isWitanError(error) ? error : downloadError(error)
  }
}

async function fetchWith(
  downloader: ModelDownloader,
  signal: AbortSignal,
): Promise<DownloadedModel> {
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= downloader.cancel({ deleteTempFile: false })
  }
  signal.addEventListener('abort', close, { once: true })
  if (signal.aborted) close()
  const path = await downloader.download()
  // a cancelled download resolves like a finished one
  if (signal.aborted) {
    await closing
    throw interrupted()
  }
  return { path, bytes: downloader.totalSize }
}

/** Any answer will do: some hosts refuse to be asked in this way and serve all the same. */
async function assertAnswers(uri: string): Promise<void> {
  try {
    const signal = AbortSignal.timeout(FIRST_ANSWER_MS)
    const response = await fetch(uri, { method: 'HEAD', redirect: 'manual', signal })
    await response.body?.cancel()
  } catch (cause) {
    throw new WitanError(
      'DOWNLOAD_REFUSED',
      `Nobody answers at ${new URL(uri).host}. Check the address and the network.`,
      { cause, meta: { host: new URL(uri).host } },
    )
  }
}

/** The hash of an operator is that of one file. */
function assertOneFile({ totalFiles }: ModelDownloader): void {
  if (totalFiles === 1) return
  throw new WitanError(
    'MODEL_INVALID',
    `The model comes in ${totalFiles} files; a node serves one. Merge them with llama-gguf-split and add the result by its path.`,
    { meta: { files: totalFiles } },
  )
}

async function assertRoom(downloader: ModelDownloader, folder: string): Promise<void> {
  const missing = downloader.totalSize - downloader.downloadedSize
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (missing <= free) return
  const [missingMb, freeMb] = [Math.ceil(missing / MIB), Math.floor(free / MIB)]
  throw new WitanError(
    'DISK_FULL',
    `${missingMb} MiB are still to come, and the disk of ${folder} has ${freeMb} MiB free.`,
    { meta: { missingMb, freeMb } },
  )
}

function downloadError(error: unknown): WitanError {
  const { message, statusCode } = error as { message?: string; statusCode?: unknown }
  if (typeof statusCode === 'number') {
    const login = statusCode === 401 || statusCode === 403
    const advice = login ? 'It wants a login: set HF_TOKEN.' : 'Check the address.'
    return new WitanError('DOWNLOAD_REFUSED', `The host answered ${statusCode}. ${advice}`, {
      cause: error,
      meta: { status: statusCode },
    })
  }
  if (/manifest|quantization|Hugging Face/.test(message ?? '')) {
    return new WitanError(
      'DOWNLOAD_REFUSED',
      'There is no such model or quantization at the model host, or the host is not reachable. Write hf:<user>/<model>:<quantization> or hf:<user>/<model>/<file>.gguf.',
      { cause: error },
    )
  }
  return interrupted(error)
}

function interrupted(cause?: unknown): WitanError {
  return new WitanError(
    'DOWNLOAD_INTERRUPTED',
    'The connection broke. Run the same command again: it goes on where it stopped.',
    { cause, retryable: true },
  )
}
