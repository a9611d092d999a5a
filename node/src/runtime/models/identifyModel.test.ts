import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isWitanError } from '#protocol/errors.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import type { ShippedExpert } from '../experts/manifest.ts'
import { identifyModelFile } from './identifyModelFile.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-models-'))
after(() => rmSync(folder, { recursive: true, force: true }))

describe('identifyModelFile', () => {
  it('gives every shipped expert the hash and the model id of the manifest', async () => {
    const experts = fileURLToPath(new URL('../../../experts/', import.meta.url))
    const shipped = JSON.parse(
      readFileSync(join(experts, 'manifest.json'), 'utf8'),
    ) as ShippedExpert[]

    assert.ok(shipped.length >= 2)
    for (const { file, sha256, modelId } of shipped) {
      assert.deepEqual(await identifyModelFile(join(experts, file)), { sha256, modelId })
    }
  })

  it('gives a changed template, other weights and another device each another id', async () => {
    const plain = randomModelFile(folder, { role: 'writing', seed: 1 })
    const templated = randomModelFile(folder, { role: 'code', seed: 1, chatTemplate: 'x' })
    const reweighted = randomModelFile(folder, { role: 'math', seed: 2 })

    const ids = await Promise.all([
      identifyModelFile(plain.path),
      identifyModelFile(templated.path),
      identifyModelFile(reweighted.path),
      identifyModelFile(plain.path, 'cuda'),
    ])

    assert.equal(new Set(ids.map(({ modelId }) => modelId)).size, 4)
    assert.equal(ids[0].sha256, plain.sha256)
  })

  it('refuses what is no model', async () => {
    const path = join(folder, 'notes.gguf')
    writeFileSync(path, 'GGUF is what this is not')

    await assert.rejects(identifyModelFile(path), (e) => isWitanError(e, 'MODEL_INVALID'))
    await assert.rejects(identifyModelFile(`${path}.no`), (e) => isWitanError(e, 'MODEL_MISSING'))
    await assert.rejects(identifyModelFile(folder), (e) => isWitanError(e, 'MODEL_MISSING'))
  })
})
