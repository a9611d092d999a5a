import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { watch } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { type ModelHost, startModelHost } from '#testing/modelHost.ts'
import type { DownloadJob, JobProgress } from './modelJob.ts'
import { type RunModelJobOptions, runModelJob } from './runModelJob.ts'

/** Large enough for three pieces of the downloader (5 MiB each). */
const FILE = new Uint8Array(13 * 2 ** 20).map((_, i) => (i * 31) >> 3)
const PIECE = 5 * 2 ** 20
/** The last piece. */
const SMALLEST = FILE.length % PIECE

describe('runModelJob download', () => {
  let host: ModelHost
  let folder: string
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'witan-download-'))
    host = await startModelHost({
      '/model.gguf': FILE,
      '/parts-00001-of-00002.gguf': FILE,
      '/parts-00002-of-00002.gguf': FILE,
      '/v2/offa/mercia/manifests/Q8_0': { ggufFile: { rfilename: 'mercia.Q8_0.gguf' } },
      '/offa/mercia/resolve/main/mercia.Q8_0.gguf': FILE,
    })
  })
  after(async () => {
    await host[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  let count = 0
  const aJob = (uri: string): DownloadJob => ({
    kind: 'download',
    uri: uri.startsWith('/') ? host.url + uri : uri,
    folder,
    fileName: `${++count}.gguf`,
  })
  const refuses = (
    job: DownloadJob,
    code: ErrorCode,
    words: RegExp,
    options?: RunModelJobOptions,
  ) =>
    assert.rejects(runModelJob(job, options), (error) => {
      assert.ok(isWitanError(error), String(error))
      assert.equal(error.code, code, error.message)
      assert.match(error.message, words)
      return true
    })

  it('fetches a file and tells how far it is', async () => {
    const told: JobProgress[] = []
    const job = aJob('/model.gguf')

    const { path, bytes } = await runModelJob(job, { onProgress: (one) => told.push(one) })

    assert.equal(path, join(folder, job.fileName))
    assert.equal(bytes, FILE.length)
    assert.ok(readFileSync(path).equals(FILE))
    assert.ok(told.every(({ stage, total }) => stage === 'downloading' && total === FILE.length))
  })

  it('fetches nothing again that is here whole', async () => {
    const job = aJob('/model.gguf')
    await runModelJob(job)
    const sent = host.sentBytes()

    await runModelJob(job)

    assert.equal(host.sentBytes(), sent)
  })

  it('goes on by itself when the connection is cut in the middle', async () => {
    host.cutAfter(PIECE + 1_000_000)
    const sent = host.sentBytes()
    const seen = () => host.sentBytes() - sent

    const { path } = await runModelJob(aJob('/model.gguf'))

    assert.ok(readFileSync(path).equals(FILE))
    assert.ok(seen() > FILE.length, 'no byte was sent twice, so nothing was cut')
  })

  it('gives up on a host that falls silent, with what is here, and can be run again', async () => {
    const job = aJob('/model.gguf')
    host.hangAfter(PIECE + 1_000_000)
    await refuses(job, 'DOWNLOAD_INTERRUPTED', /of 13631488 bytes are here.*goes on where/, {
      stallMs: 500,
    })
    assert.equal(existsSync(join(folder, job.fileName)), false)
    host.hangAfter(undefined)

    const { path } = await runModelJob(job)

    assert.ok(readFileSync(path).equals(FILE))
  })

  it('stops when told, keeps what it has, and fetches only the rest when run again', async () => {
    const job = aJob('/model.gguf')
    host.hangAfter(PIECE + 1_000_000)
    const stop = new AbortController()
    const piece = firstPieceOf(join(folder, `${job.fileName}.ipull`))
    void piece.then(() => stop.abort())
    await refuses(job, 'ABORTED', /bytes are here/, { signal: stop.signal })
    host.hangAfter(undefined)
    const sent = host.sentBytes()

    const { path } = await runModelJob(job)

    assert.ok(readFileSync(path).equals(FILE))
    assert.ok(host.sentBytes() - sent <= FILE.length - SMALLEST, 'nothing of it was kept')
  })

  it('resolves hf: addresses at the model host', async () => {
    process.env['HF_ENDPOINT'] = host.url
    try {
      const { path } = await runModelJob(aJob('hf:offa/mercia:Q8_0'))
      assert.ok(readFileSync(path).equals(FILE))
      await refuses(aJob('hf:offa/wessex:Q8_0'), 'DOWNLOAD_REFUSED', /hf:<user>\/<model>/)
    } finally {
      delete process.env['HF_ENDPOINT']
    }
  })

  it('says why a host refuses', async () => {
    await refuses(aJob('/none.gguf'), 'DOWNLOAD_REFUSED', /answered 404/)
    await refuses(aJob('/secret.gguf'), 'DOWNLOAD_REFUSED', /answered 401.*HF_TOKEN/)
    await refuses(aJob('http://127.0.0.1:1/x.gguf'), 'DOWNLOAD_REFUSED', /Nobody answers at 127/)
  })

  it('refuses a model in parts', async () => {
    const words = /comes in 2 files.*llama-gguf-split/
    await refuses(aJob('/parts-00001-of-00002.gguf'), 'MODEL_INVALID', words)
  })
})

/** Resolves when the first piece is noted behind the place of the last byte. */
async function firstPieceOf(path: string): Promise<void> {
  for await (const _ of watch(dirname(path)))
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > FILE.length) return
}
