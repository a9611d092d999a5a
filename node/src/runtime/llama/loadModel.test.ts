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
import { modelIdOf } from '#protocol/model.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { identifyModelFile } from '../models/identifyModelFile.ts'
import type { ModelEntry } from '../models/modelEntry.ts'
import { loadModel } from './loadModel.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-load-'))

describe('loadModel', () => {
  let llama: Llama
  let entry: ModelEntry
  const load = (changes: Partial<ModelEntry>) =>
    loadModel({ ...entry, ...changes }, { llama, maxContextTokens: 200 })
  const rejects = (changes: Partial<ModelEntry>, code: ErrorCode) =>
    assert.rejects(load(changes), (error) => isWitanError(error, code))

  before(async () => {
    entry = randomModelFile(folder, { role: 'writing' })
    llama = await getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      maxThreads: 1,
      logLevel: LlamaLogLevel.disabled,
    })
  })
  // the engine is left to the end of the process: its dispose() hangs now and then after a failed load
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('describes a model by the id that its file alone gives', async () => {
    const { modelId } = await identifyModelFile(entry.path)

    const { parts, ...description } = (await load({ modelId })).description

    const { role, name } = entry
    const endTokens = [259]
    assert.deepEqual(description, { modelId, role, name, contextTokens: 200, endTokens })
    assert.equal(modelIdOf(parts!), modelId)
  })

  it('refuses a file that is missing or not the registered one', async () => {
    await rejects({ path: `${entry.path}.gone` }, 'MODEL_MISSING')
    await rejects({ path: folder }, 'MODEL_MISSING')
    await rejects({ sha256: `0x${'00'.repeat(32)}` }, 'MODEL_HASH_MISMATCH')
    const modelId = `0x${'12'.repeat(32)}` as ModelEntry['modelId']
    await rejects({ modelId }, 'MODEL_HASH_MISMATCH')
  })

  it('refuses a cut file by its hash, and as a model when it was registered so', async () => {
    for (const length of [0, 23, 24, 3_000, 50_000]) {
      const cut = randomModelFile(folder, { role: 'code', seed: 6 })
      truncateSync(cut.path, length)

      await rejects(cut, 'MODEL_HASH_MISMATCH')
      await rejects(
        { path: cut.path, sha256: toHex(sha256(readFileSync(cut.path))) },
        'MODEL_INVALID',
      )
    }
  })

  it('refuses a file that is no model, before any parser loops over its counts', async () => {
    const path = join(folder, 'text.gguf')
    for (const content of ['no model', `GGUF\x03\0\0\0${'\xff'.repeat(16)}`]) {
      const bytes = Buffer.from(content, 'latin1')
      writeFileSync(path, bytes)
      await rejects({ path, sha256: toHex(sha256(bytes)) }, 'MODEL_INVALID')
    }
  })
})
