import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calibrate } from './calibrate.ts'
import {
  type PositionDifference,
  type ReplayStatistics,
  summarizeDifferences,
} from './compareReplay.ts'
import { addProbe, NO_PROBES, type SequentialModel } from './sequentialTest.ts'
import { decodeThresholds, encodeThresholds, judgeReplay } from './thresholds.ts'

/** A generator of numbers in [0, 1) that always starts alike. */
function aRandom(seed = 1): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Jobs of 24 tokens whose differences have an exponential distribution, alike within a job. */
function jobsOf(count: number, mean: number, random: () => number): PositionDifference[][] {
  return Array.from({ length: count }, () => {
    const ofJob = mean * (0.5 + random())
    return Array.from({ length: 24 }, (_, position) => {
      const drawn = () => Math.min(3, -Math.log(1 - random()) * ofJob)
      const [margin, gap] = [drawn(), drawn()]
      return {
        position,
        margin,
        gap,
        top1: margin < 1,
        overlap: 1,
        exact: margin === 0,
        open: true,
      }
    })
  })
}
const probe = (jobs: readonly PositionDifference[][], tokens: number): ReplayStatistics =>
  summarizeDifferences(jobs.flat().slice(0, tokens))

describe('calibrate', () => {
  const random = aRandom()
  const thresholds = calibrate(jobsOf(200, 0.02, random), random)

  it('lets honest probes pass and finds those of a cheat, better the more tokens there are', () => {
    const verdicts = [8, 32, 96].flatMap((tokens) =>
      Array.from({ length: 300 }, () =>
        judgeReplay(probe(jobsOf(5, 0.02, random), tokens), thresholds),
      ),
    )
    assert.ok(verdicts.filter((verdict) => verdict === 'suspect').length <= 3)
    assert.ok(!verdicts.includes('fault'))
    const found = (tokens: number) =>
      Array.from({ length: 200 }, () =>
        judgeReplay(probe(jobsOf(5, 0.15, random), tokens), thresholds),
      ).filter((verdict) => verdict !== 'pass').length
    assert.ok(found(8) <= found(32))
    assert.equal(found(96), 200)
  })

  it('asks more of longer probes, and more before a case than before a doubt', () => {
    for (const [i, { suspect, fault }] of thresholds.perTokens.entries()) {
      assert.ok(fault.margin > suspect.margin && fault.gap > suspect.gap)
      const shorter = thresholds.perTokens[i - 1]
      if (shorter) assert.ok(suspect.margin < shorter.suspect.margin)
    }
  })

  it('gives the same thresholds for the same jobs and numbers', () => {
    const twice = [1, 2].map(() => calibrate(jobsOf(20, 0.02, aRandom(7)), aRandom(8)))
    assert.deepEqual(twice[0], twice[1])
    assert.notDeepEqual(twice[0], thresholds)
  })

  it('never asks for less than the rounding of a gap, even where honest replays are exact', () => {
    const exact = jobsOf(20, 0, aRandom())
    for (const { tokens, suspect, fault } of calibrate(exact, aRandom()).perTokens) {
      assert.deepEqual([suspect.gap, fault.gap], [0.0157, 0.0157])
      // a single near tie may go the other way in a probe of any length
      assert.ok(suspect.margin * tokens >= Math.min(0.25, tokens / 64))
      assert.ok(suspect.margin <= 0.0157)
    }
  })

  it('makes no case of one position by which two honest machines can differ, only a doubt', () => {
    const limits = calibrate(jobsOf(20, 0, aRandom()), aRandom())
    for (const { tokens } of limits.perTokens) {
      const odd = { tokens, gap: 0, top1: 1, overlap: 1, exact: 1 }
      assert.equal(judgeReplay({ ...odd, margin: 2.4 / tokens }, limits), 'suspect')
      assert.equal(judgeReplay({ ...odd, margin: 3 / tokens }, limits), 'fault')
    }
  })

  it('says nothing of a probe below the shortest, and refuses to calibrate on nothing', () => {
    assert.equal(judgeReplay(probe(jobsOf(1, 1, random), 7), thresholds), 'too short')
    assert.throws(() => calibrate([[], []], random), RangeError)
  })
})

describe('encodeThresholds', () => {
  const random = aRandom(11)
  const thresholds = calibrate(jobsOf(30, 0.02, random), random)
  const bytes = encodeThresholds(thresholds)

  it('keeps every limit, in less than the kilobyte that the registry takes', () => {
    const { version, perTokens } = thresholds
    assert.deepEqual(decodeThresholds(bytes), { version, perTokens })
    assert.ok(bytes.length <= 1024)
  })

  it('is refused when it is cut, of another version, empty or out of order', () => {
    const broken = (at: number, value: number) => bytes.map((byte, i) => (i === at ? value : byte))
    const cases = [bytes.slice(1), bytes.slice(0, -1), broken(0, 2), broken(1, 0), broken(3, 90)]
    for (const wrong of cases) {
      assert.throws(() => decodeThresholds(wrong), { code: 'INPUT_INVALID' })
    }
  })
})

describe('addProbe', () => {
  const model: SequentialModel = {
    honest: { margin: 0.01, gap: 0.02 },
    cheat: { margin: 0.03, gap: 0.05 },
  }
  const runs = (mean: number, probes: number, random: () => number) => {
    let state = NO_PROBES
    for (let i = 0; i < probes; i++) {
      const jobs = jobsOf(2, mean, random)
      state = addProbe(state, probe(jobs, 32), model)
    }
    return state
  }

  it('suspects a cheat that no single probe shows, and never an honest node', () => {
    const random = aRandom(3)
    for (let i = 0; i < 100; i++) assert.notEqual(runs(0.012, 60, random).verdict, 'suspected')
    for (let i = 0; i < 20; i++) assert.equal(runs(0.05, 60, random).verdict, 'suspected')
  })

  it('needs more than one odd probe', () => {
    const odd = { tokens: 32, margin: 3, gap: 3, top1: 0, overlap: 0, exact: 0 }
    assert.equal(addProbe(NO_PROBES, odd, model).verdict, 'undecided')
  })

  it('stays suspected and goes on counting', () => {
    const suspected = { ratio: 10, probes: 4, verdict: 'suspected' } as const
    const good = { tokens: 96, margin: 0, gap: 0, top1: 1, overlap: 1, exact: 1 }
    assert.deepEqual(addProbe(suspected, good, model), { ...suspected, probes: 5 })
  })
})
