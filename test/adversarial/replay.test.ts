/** All that a node can do instead of running the promised model, seen by verifiers that have it. */

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { readManifest } from '../../scripts/experts/readManifest.ts'
import { CHEATS, type Cheat } from '../../scripts/verification/cheats.ts'
import { type Collected, collectSamples } from '../../scripts/verification/collectSamples.ts'

describe('a replay of the math expert', () => {
  let collected: Collected
  /** Requests in which the model has a choice at all: a grammar may leave one answer only. */
  let open: readonly number[]

  before(async () => {
    const expert = (await readManifest()).find(({ role }) => role === 'math')!
    collected = await collectSamples(expert, { jobs: 8, seed: 20_270_401, temperatureMilli: 0 })
    open = [...collected.honest.keys()].filter((i) =>
      collected.honest[i]!.some(({ gap }) => gap > 0),
    )
    assert.ok(open.length > 0)
  })
  const jobsOf = (name: 'honest' | Cheat) => open.map((i) => collected[name][i]!)

  it('gives the very numbers of an honest node of its class, and no race to prove', () => {
    for (const one of collected.honest.flat()) {
      assert.deepEqual([one.exact, one.provable, one.changed], [true, false, false])
    }
  })

  it('finds an honest node of another class close, and its tokens the right ones', () => {
    for (const { margin, gap } of collected.honest.flat()) assert.ok(gap < 0.3 && margin < 0.1)
  })

  const told = [
    'q4',
    'layerRemoved',
    'weak',
    'noise',
    'truncatedPrompt',
    'everySecondToken',
  ] as const
  for (const cheat of told) {
    it(`tells it within the class: ${CHEATS[cheat]}`, () => {
      const seen = jobsOf(cheat).filter((job) => job.some(({ exact }) => !exact))
      assert.ok(seen.length >= 0.8 * open.length, `${seen.length} of ${open.length}`)
    })
  }

  for (const cheat of ['teacherForced', 'wrongTemperature'] as const) {
    it(`proves it wherever a token is another one: ${CHEATS[cheat]}`, () => {
      for (const { provable, changed } of collected[cheat].flat()) assert.equal(provable, changed)
    })
  }

  it('tells a nudged gap wherever one was nudged', () => {
    for (const { exact, changed, provable } of collected.nudged.flat()) {
      assert.equal(provable, false)
      if (changed) assert.equal(exact, false)
    }
  })

  it('takes an end before the end for what it is: a fault, or a token far from the model', () => {
    for (const job of jobsOf('earlyStop')) assert.ok(job.at(-1)?.provable)
    for (const job of jobsOf('hiddenEarlyStop')) assert.equal(job.at(-1)?.exact, false)
  })
})
