import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { u32 } from './bytes.ts'
import { keccak256 } from './hash.ts'
import { parseAddress, parseJobId, parseTaskId } from './ids.ts'
import { type Candidate, raceScore, raceSeedOf, raceWinner, seedCommitOf } from './race.ts'

const SEED = keccak256(u32(5))
const CONTEXT = {
  chainId: 31337,
  escrow: parseAddress(`0x${'e5'.repeat(20)}`),
  jobId: parseJobId(`0x${'0b'.repeat(20)}`),
  taskId: parseTaskId(`0x${'7a'.repeat(32)}`),
}

/** Candidates with few different gaps, so that ties happen. */
const candidates = fc
  .uniqueArray(fc.nat(0xffff_ffff), { minLength: 1, maxLength: 16 })
  .chain((ids) =>
    fc
      .array(fc.oneof(fc.nat(3), fc.nat(0xffff)), { minLength: ids.length, maxLength: ids.length })
      .map((gaps) => ids.map((id, i): Candidate => ({ id, gap: gaps[i]! }))),
  )

function exactWinner(position: number, racers: readonly Candidate[], temperature: number): number {
  const scores = racers.map((racer) => raceScore(SEED, position, racer, temperature))
  const best = scores.toSorted((a, b) => (a < b ? 1 : -1))[0]
  return Math.min(...racers.filter((_, i) => scores[i] === best).map(({ id }) => id))
}

describe('raceWinner', () => {
  it('property: is the highest exact score at every temperature, the lower id of equal ones', () => {
    fc.assert(
      fc.property(
        candidates,
        fc.nat(0xffff_ffff),
        fc.nat(2000),
        (racers, position, temperature) => {
          const expected = exactWinner(position, racers, temperature)
          assert.equal(raceWinner(SEED, position, racers, temperature).id, expected)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('takes the likeliest without temperature, whatever the seed', () => {
    const racers = [
      { id: 9, gap: 1 },
      { id: 7, gap: 0 },
      { id: 5, gap: 0 },
    ]
    assert.equal(raceWinner(SEED, 3, racers, 0).id, 5)
    assert.equal(raceWinner(keccak256(SEED), 3, racers, 0).id, 5)
  })

  it('draws as a softmax does', () => {
    const racers = [0, 64, 128].map((gap, id) => ({ id, gap }))
    const wins = [0, 0, 0]
    for (let position = 0; position < 20_000; position++) {
      wins[raceWinner(SEED, position, racers, 1000).id]! += 1
    }
    const weights = [1, Math.exp(-1), Math.exp(-2)]
    const sum = weights.reduce((a, b) => a + b)
    for (const [id, weight] of weights.entries()) {
      assert.ok(Math.abs(wins[id]! / 20_000 - weight / sum) < 0.015, `${id}: ${wins[id]}`)
    }
  })

  it('refuses a race without candidates', () => {
    assert.throws(() => raceWinner(SEED, 0, [], 1000), { code: 'INPUT_INVALID' })
  })
})

describe('raceSeedOf', () => {
  it('is another for every other chain, escrow, job, task and salt', () => {
    const salt = new Uint8Array(32).fill(1)
    const seeds = [
      raceSeedOf(CONTEXT, salt),
      raceSeedOf(CONTEXT, new Uint8Array(32).fill(2)),
      raceSeedOf({ ...CONTEXT, chainId: 1 }, salt),
      raceSeedOf({ ...CONTEXT, chainId: 2 ** 32 + 31337 }, salt),
      raceSeedOf({ ...CONTEXT, escrow: parseAddress(`0x${'e6'.repeat(20)}`) }, salt),
      raceSeedOf({ ...CONTEXT, jobId: parseJobId(`0x${'0c'.repeat(20)}`) }, salt),
      raceSeedOf({ ...CONTEXT, taskId: parseTaskId(`0x${'7b'.repeat(32)}`) }, salt),
    ]
    assert.equal(new Set(seeds.map(seedCommitOf)).size, seeds.length)
  })
})
