import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { createRandom } from '../experts/random.ts'
import { CHEATS, type Cheat } from './cheats.ts'
import type { Collected } from './collectSamples.ts'
import { readFixture } from './detectionFixture.ts'
import { type Detection, detectionOf, TOKEN_COUNTS } from './detectionOf.ts'
import { packSamples, unpackSamples } from './samples.ts'

/** Least share of probes of 32 tokens that are found, at 1 honest one in 10,000. */
const FOUND: Readonly<Partial<Record<Cheat, number>>> = {
  q4: 0.99,
  layerRemoved: 0.99,
  weak: 0.99,
  noise: 0.7,
  truncatedPrompt: 0.99,
  earlyStop: 0.99,
  hiddenEarlyStop: 0.99,
  everySecondToken: 0.99,
}
/** Cheats that change nothing as long as their tokens are the promised ones: found as soon as one is not. */
const FOUND_BY_CHANGE = ['wrongTemperature', 'teacherForced', 'nudged'] as const satisfies Cheat[]

describe('detectionOf the committed samples', () => {
  let samples: Collected
  let rows: Record<'honest' | Cheat, Detection>

  before(async () => {
    const fixture = await readFixture()
    samples = fixture.samples
    rows = detectionOf(samples, fixture.thresholds, createRandom(1))
  })

  for (const [cheat, least] of Object.entries(FOUND) as [Cheat, number][]) {
    it(`finds ${CHEATS[cheat]} in at least ${100 * least} of 100 probes of 32 tokens`, () => {
      assert.ok(rows[cheat].tpr[32] >= least, `${rows[cheat].tpr[32]}`)
      assert.ok(rows[cheat].tpr[64] >= least)
      assert.equal(rows[cheat].sameClass[32], 1)
    })
  }

  it('accuses no honest node: never within the class or by a race, and hardly ever across classes', () => {
    for (const tokens of TOKEN_COUNTS) {
      const { tpr, sameClass, laneA, changed } = rows.honest
      assert.ok(tpr[tokens] <= 0.005, `${tokens}: ${tpr[tokens]}`)
      assert.deepEqual([sameClass[tokens], laneA[tokens], changed[tokens]], [0, 0, 0])
    }
  })

  for (const cheat of FOUND_BY_CHANGE) {
    it(`finds ${CHEATS[cheat]} in every answer that is not the promised one, within the class`, () => {
      const other = samples[cheat].filter((job) => job.some(({ changed }) => changed))
      assert.ok(other.length > 0, 'the fixture must have such an answer')
      for (const job of other) assert.ok(job.some(({ exact, provable }) => provable || !exact))
    })
  }

  it('proves without the model a token that somebody else wrote under the promised numbers', () => {
    for (const cheat of ['teacherForced', 'wrongTemperature'] as const) {
      for (const one of samples[cheat].flat()) assert.equal(one.provable, one.changed)
    }
  })

  it('judges samples from a file as they were', () => {
    for (const set of Object.values(samples)) {
      assert.deepEqual(unpackSamples(packSamples(set)), set)
    }
  })
})
