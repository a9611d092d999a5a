import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, it } from 'node:test'
import { raceVectors } from './raceVectors.ts'

describe('raceVectors', () => {
  it('are those that stand in the repository', async () => {
    const file = path.resolve(import.meta.dirname, '..', '..', 'test', 'vectors', 'race.json')
    const written: unknown = JSON.parse(await readFile(file, 'utf8'))

    assert.deepEqual(JSON.parse(JSON.stringify(await raceVectors())), written)
  })
})
