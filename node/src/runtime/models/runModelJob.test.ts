import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { CHATML_TEMPLATE } from '#testing/chatmlTemplate.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import type { ExamineJob, JobProgress } from './modelJob.ts'
import { runModelJob } from './runModelJob.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-job-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let seed = 0

function aJob(): ExamineJob {
  const model = { role: 'writing', seed: ++seed, chatTemplate: CHATML_TEMPLATE } as const
  return {
    ...randomModelFile(folder, model),
    kind: 'examine',
    name: 'mine',
    slots: 2,
    memory: { freeBytes: 2 ** 40, roomMb: 4096, limitMb: 4096 },
    benchmarkSeconds: 0.4,
    maxThreads: 1,
  }
}

describe('runModelJob', () => {
  it('returns what the other process found out, and tells how far it is', async () => {
    const stages = new Set<JobProgress['stage']>()

    const found = await runModelJob(aJob(), { onProgress: ({ stage }) => stages.add(stage) })

    assert.equal(found.contextTokens, 256)
    assert.deepEqual([...stages], ['checking', 'loading', 'measuring'])
  })

  it('throws what the other process throws', async () => {
    await assert.rejects(
      runModelJob({ ...aJob(), path: join(folder, 'none.gguf') }),
      (error) => isWitanError(error, 'MODEL_MISSING') && error.message.includes('none.gguf'),
    )
  })

  it('ends when it is stopped', async () => {
    const stop = new AbortController()
    const work = runModelJob(
      { ...aJob(), benchmarkSeconds: 600 },
      { signal: stop.signal, onProgress: ({ stage }) => stage === 'measuring' && stop.abort() },
    )

    await assert.rejects(work, (error) => isWitanError(error, 'ABORTED'))
  })

  it('gives up on an engine from which nothing is heard', async () => {
    await assert.rejects(runModelJob(aJob(), { stallMs: 1 }), (error) =>
      isWitanError(error, 'RUNTIME_TIMEOUT'),
    )
  })
})
