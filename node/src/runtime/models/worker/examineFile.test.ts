import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { getLlama, type Llama, LlamaLogLevel } from 'node-llama-cpp'
import { toHex } from '#protocol/bytes.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { sha256 } from '#protocol/hash.ts'
import { CHATML_TEMPLATE } from '#testing/chatmlTemplate.ts'
import type { RandomGgufOptions } from '#testing/randomGguf.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { identifyModelFile } from '../identifyModelFile.ts'
import type { ExaminedModel, ExamineJob, JobProgress } from '../modelJob.ts'
import { examineFile } from './examineFile.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-examine-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let seed = 0
let llama: Llama
before(async () => {
  llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    maxThreads: 2,
    logLevel: LlamaLogLevel.disabled,
  })
})

/** Writes a model that can be served, changed as a test wants, and returns the job for it. */
function aJob(model: RandomGgufOptions = {}): ExamineJob {
  const { path, sha256 } = randomModelFile(folder, {
    role: 'writing',
    seed: ++seed,
    chatTemplate: CHATML_TEMPLATE,
    ...model,
  })
  return {
    kind: 'examine',
    name: 'mine',
    path,
    sha256,
    slots: 2,
    memory: { freeBytes: 2 ** 40, roomMb: 4096, limitMb: 4096 },
    benchmarkSeconds: 0.4,
    maxThreads: 2,
  }
}

function hashed(job: ExamineJob): ExamineJob {
  return { ...job, sha256: toHex(sha256(readFileSync(job.path))) }
}

async function refuses(job: ExamineJob, code: ErrorCode, words: RegExp): Promise<void> {
  await assert.rejects(examineFile(job, { llama, report: () => {} }), (error) => {
    assert.ok(isWitanError(error), String(error))
    assert.equal(error.code, code, error.message)
    assert.match(error.message, words)
    return true
  })
}

describe('examineFile', () => {
  describe('on a model that can be served', () => {
    const progress: JobProgress[] = []
    let job: ExamineJob
    let found: ExaminedModel
    before(async () => {
      job = aJob({ contextTokens: 512 })
      found = await examineFile(job, { llama, report: (one) => progress.push(one) })
    })

    it('finds the id under which a node will serve it', async () => {
      const { modelId } = await identifyModelFile(job.path)
      assert.equal(found.modelId, modelId)
      assert.equal(found.bytes, readFileSync(job.path).length)
    })

    it('says what it is', () => {
      const { architecture, contextTokens, trainedContextTokens } = found
      assert.deepEqual([architecture, contextTokens, trainedContextTokens], ['llama', 512, 512])
    })

    it('measures reading and writing with one thread and with two', () => {
      const { benchmark } = found
      assert.deepEqual(
        benchmark.tried.map(({ threads }) => threads),
        [1, 2],
      )
      for (const speed of benchmark.tried) {
        assert.ok(speed.prefillTokensPerSecond > 0)
        assert.ok(speed.decodeTokensPerSecond > 0)
      }
      assert.ok(benchmark.tried.some(({ threads }) => threads === benchmark.threads))
    })

    it('tells its stages in order', () => {
      const stages = progress.map(({ stage }) => stage)
      assert.deepEqual([...new Set(stages)], ['checking', 'loading', 'measuring'])
      assert.ok(progress.every(({ done, total }) => done <= total))
    })
  })

  it('serves a shorter context when asked, and refuses a longer one than the trained', async () => {
    const found = await examineFile(
      { ...aJob(), contextTokens: 100, maxThreads: 1 },
      { llama, report: () => {} },
    )

    assert.equal(found.contextTokens, 100)
    await refuses({ ...aJob(), contextTokens: 257 }, 'INPUT_INVALID', /256 tokens.*257/)
  })

  it('refuses a file that is not there, and a folder', async () => {
    await refuses({ ...aJob(), path: join(folder, 'none.gguf') }, 'MODEL_MISSING', /none\.gguf/)
    await refuses({ ...aJob(), path: folder }, 'MODEL_MISSING', /witan-examine/)
  })

  it('refuses what is no GGUF', async () => {
    const path = join(folder, 'notes.gguf')
    writeFileSync(path, 'GGUF is what this is not, however long it goes on')

    await refuses(hashed({ ...aJob(), path }), 'MODEL_INVALID', /is not a GGUF model/)
  })

  it('refuses a cut file with both sizes, whatever hash was given', async () => {
    for (const length of [30, 3_000, 7_000, 100_000]) {
      const job = aJob()
      truncateSync(job.path, length)

      await refuses(job, 'MODEL_TRUNCATED', new RegExp(`has ${length} bytes and should have`))
      await refuses(hashed(job), 'MODEL_TRUNCATED', /at least \d+/)
    }
  })

  it('refuses a file without its last byte', async () => {
    const job = aJob()
    truncateSync(job.path, readFileSync(job.path).length - 33)

    await assert.rejects(examineFile(hashed(job), { llama, report: () => {} }), (error) =>
      ['MODEL_TRUNCATED', 'MODEL_INVALID'].includes((error as { code: string }).code),
    )
  })

  it('refuses another hash, and says which one the file has', async () => {
    const job = aJob()
    const words = new RegExp(`sha256 ${job.sha256.slice(2)}, not 0{64}\\. If the file`)

    await refuses({ ...job, sha256: `0x${'00'.repeat(32)}` }, 'MODEL_HASH_MISMATCH', words)
  })

  it('refuses an architecture that the engine does not know', async () => {
    await refuses(
      aJob({ architecture: 'wyrm' }),
      'MODEL_ARCHITECTURE_UNSUPPORTED',
      /architecture is wyrm/,
    )
  })

  it('refuses weights that do not fit the architecture', async () => {
    await refuses(aJob({ architecture: 'gemma2' }), 'MODEL_INVALID', /cannot load mine/)
  })

  it('refuses a model without a chat template, and with one that says nothing', async () => {
    await refuses(aJob({ chatTemplate: '' }), 'MODEL_TEMPLATE_MISSING', /mine has no chat template/)
    await refuses(aJob({ chatTemplate: 'Hello!' }), 'MODEL_TEMPLATE_INVALID', /user message/)
  })

  it('refuses a model for which the machine or the limit of the node has no memory', async () => {
    const job = aJob()
    const memory = { freeBytes: 1000, roomMb: 4096, limitMb: 4096 }
    await refuses({ ...job, memory }, 'INSUFFICIENT_MEMORY', /needs about 1 MiB.*has 0 MiB free/)

    const full = { freeBytes: 2 ** 40, roomMb: -20, limitMb: 512 }
    await refuses(
      { ...job, memory: full },
      'INSUFFICIENT_MEMORY',
      /runtime\.memoryMb of 512 leaves 0 MiB.*Set runtime\.memoryMb to 533 or more/,
    )
  })
})
