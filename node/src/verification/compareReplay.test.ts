import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keccak256 } from '#protocol/hash.ts'
import { type Candidate, raceWinner } from '#protocol/race.ts'
import type { RaceLeaf } from '#protocol/raceLeaf.ts'
import {
  comparePosition,
  MAX_DIFFERENCE,
  MAX_MEAN_GAP,
  summarizeDifferences,
} from './compareReplay.ts'

const RULES = { seed: keccak256(Uint8Array.of(1)), temperatureMilli: 1000 }
const candidates = (gaps: readonly number[]): Candidate[] => gaps.map((gap, id) => ({ id, gap }))
const GAPS = Array.from({ length: 64 }, (_, i) => 8 * i)
const REPLAYED = candidates(GAPS)

function leafOf(own: readonly Candidate[], position = 3, token?: number): RaceLeaf {
  const winner = raceWinner(RULES.seed, position, own, RULES.temperatureMilli).id
  return { position, token: token ?? winner, candidates: own }
}

describe('comparePosition', () => {
  it('finds nothing where both are the same', () => {
    const difference = comparePosition(RULES, leafOf(REPLAYED.slice(0, 16)), REPLAYED)

    assert.deepEqual(difference, {
      position: 3,
      margin: 0,
      gap: 0,
      top1: true,
      overlap: 1,
      exact: true,
      open: true,
    })
  })

  it('shows by the margin what it takes to let another token win, whatever was committed to', () => {
    for (let position = 0; position < 50; position++) {
      const own = REPLAYED.slice(0, 16)
      const winner = leafOf(own, position).token
      const wanted = (winner + 5) % 16
      // the gaps are nudged until the wanted token wins
      const nudged = own.map(({ id, gap }) => ({ id, gap: id === wanted ? 0 : gap + 2000 }))
      const leaf = leafOf(nudged, position)
      assert.equal(leaf.token, wanted)

      const difference = comparePosition(RULES, leaf, REPLAYED)

      assert.ok(difference.margin > 0)
      assert.equal(difference.gap, MAX_MEAN_GAP)
      assert.equal(difference.exact, false)
    }
  })

  it('counts a token and candidates that the replay does not have as far away', () => {
    const strangers = candidates(GAPS.slice(0, 16)).map(({ id, gap }) => ({ id: id + 1000, gap }))
    const difference = comparePosition(RULES, leafOf(strangers), REPLAYED)

    assert.equal(difference.margin, MAX_DIFFERENCE)
    assert.equal(difference.gap, MAX_MEAN_GAP)
    assert.equal(difference.top1, false)
    assert.equal(difference.overlap, 0)
  })

  it('takes an output that the grammar forbids for nothing of the kind', () => {
    const difference = comparePosition(RULES, leafOf(REPLAYED.slice(0, 2)), [])

    assert.equal(difference.margin, MAX_DIFFERENCE)
    assert.equal(difference.overlap, 0)
  })

  it('forgives a change of places at the edge of the candidates', () => {
    const tied = candidates([...GAPS.slice(0, 15), 120, 120, 120])
    const own = [...tied.slice(0, 15), tied[17]!]
    const difference = comparePosition(RULES, leafOf(own, 3, 0), tied)

    assert.equal(difference.overlap, 1)
    assert.equal(difference.gap, 0)
  })

  it('looks at the likeliest token alone without temperature', () => {
    const cold = { ...RULES, temperatureMilli: 0 }
    const leaf = { position: 0, token: 2, candidates: REPLAYED.slice(0, 16) }

    assert.equal(comparePosition(cold, leaf, REPLAYED).margin, 16 / 64)
  })
})

describe('summarizeDifferences', () => {
  it('takes the means', () => {
    const base = { position: 0, gap: 0.5, top1: true, overlap: 1, exact: true, open: true }
    const both = [
      { ...base, margin: 1 },
      { ...base, margin: 0, top1: false, exact: false },
    ]
    const { tokens, margin, top1, exact } = summarizeDifferences(both)

    assert.deepEqual([tokens, margin, top1, exact], [2, 0.5, 0.5, 0.5])
    assert.throws(() => summarizeDifferences([]), RangeError)
  })
})
