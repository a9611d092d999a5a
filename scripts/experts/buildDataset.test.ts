import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { buildDataset } from './buildDataset.ts'
import { getRecipe, TRAINED_ROLES } from './recipes.ts'

const EXAMPLES = 60

describe('buildDataset', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'witan-data-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** Merges are learned from thousands of examples; without them the rest takes no time. */
  const build = (role: string, seed: number, name: string) =>
    buildDataset({ ...getRecipe(role), seed, examples: EXAMPLES }, join(folder, name), {
      merges: [],
    })

  for (const role of TRAINED_ROLES)
    it(`writes the same data of ${role} for the same seed, and other data for another`, async () => {
      const first = await build(role, 7, `${role}-1`)
      const again = await build(role, 7, `${role}-2`)
      const other = await build(role, 8, `${role}-3`)

      assert.equal(again.sha256, first.sha256)
      assert.notEqual(other.sha256, first.sha256)
      for (const name of ['tokens.u16', 'index.u32', 'config.json'])
        assert.deepEqual(
          await readFile(join(folder, `${role}-1`, name)),
          await readFile(join(folder, `${role}-2`, name)),
        )
    })

  it('says where each example and its answer begin', async () => {
    await build('math', 7, 'index')
    const bytes = await readFile(join(folder, 'index', 'index.u32'))
    const index = new Uint32Array(new Uint8Array(bytes).buffer)
    const tokens = (await readFile(join(folder, 'index', 'tokens.u16'))).length / 2

    assert.equal(index[0], 0)
    assert.equal(index.at(-1), tokens)
    assert.ok(index.every((place, i) => i === 0 || place > index[i - 1]!))
  })
})
