import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { before, describe, it } from 'node:test'
import { compareRaces, openRaceHarness } from '../support/compareRaces.ts'

type Hex = `0x${string}`
type Vectors = {
  seed: { seed: Hex }
  ln: { n: string; lnQ96: string }[]
  noise: { position: number; id: number; gumbelQ96: string }[]
  trees: {
    outputTokens: number
    root: Hex
    leaves: { position: number; leaf: Hex; salt: Hex; path: Hex[] }[]
  }[]
  malformed: { what: string; leaf: Hex }[]
}

const FILE = path.resolve(import.meta.dirname, '..', 'vectors', 'race.json')
const SEED = 20_261_122
/** A sample; the slow tier compares 100,000. */
const LEAVES = 400

describe('the race in the court and in the program', () => {
  let harness: Awaited<ReturnType<typeof openRaceHarness>>
  let vectors: Vectors
  before(async () => {
    harness = await openRaceHarness()
    vectors = JSON.parse(await readFile(FILE, 'utf8')) as Vectors
  })

  it('has the same logarithms and noise, bit for bit', async () => {
    for (const { n, lnQ96 } of vectors.ln) {
      assert.equal(await harness.read.lnQ96([BigInt(n)]), BigInt(lnQ96), n)
    }
    for (const { position, id, gumbelQ96 } of vectors.noise) {
      const noise = await harness.read.gumbel([vectors.seed.seed, position, id])
      assert.equal(noise, BigInt(gumbelQ96), `${position}, ${id}`)
    }
  })

  it('finds every leaf at its own place under its root, and nowhere else', async () => {
    for (const { root, outputTokens, leaves } of vectors.trees) {
      for (const { position, leaf, salt, path: sisters } of leaves) {
        const opening = { salt, leaf, path: sisters }
        const at = (place: number, count = outputTokens) =>
          harness.read.isUnder([opening, root, BigInt(count), BigInt(place)])
        assert.equal(await at(position), true, `${position} of ${outputTokens}`)
        assert.equal(await at(outputTokens), false, 'past the end')
        if (outputTokens > 1) assert.equal(await at(position ^ 1), false, 'another place')
        assert.equal(await at(position, 4 * outputTokens), false, 'another number of leaves')
        const cut = { ...opening, path: sisters.slice(1) }
        const short = [cut, root, BigInt(outputTokens), BigInt(position)] as const
        if (sisters.length > 0)
          assert.equal(await harness.read.isUnder(short), false, 'a short path')
      }
    }
  })

  it('calls the same leaves malformed', async () => {
    for (const { what, leaf } of vectors.malformed) {
      const [judged] = await harness.read.judge([vectors.seed.seed, [1000], [leaf]])
      assert.equal(judged!.wellFormed, false, `${what}: ${leaf}`)
    }
  })

  it('scores random leaves alike and convicts exactly those with another token', async () => {
    const { judged, forged } = await compareRaces(harness, LEAVES, SEED)
    assert.equal(judged, LEAVES)
    assert.ok(forged > LEAVES / 10, `only ${forged} leaves were forged`)
  })
})
