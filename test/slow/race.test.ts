import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compareRaces, openRaceHarness } from '../support/compareRaces.ts'

const LEAVES = 100_000

describe('the race in the court and in the program, at length', () => {
  it('scores 100,000 random leaves alike and convicts exactly those with another token', async (t) => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    t.diagnostic(`seed ${seed}`)
    const { judged } = await compareRaces(await openRaceHarness(), LEAVES, seed)
    assert.equal(judged, LEAVES)
  })
})
