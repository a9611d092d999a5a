/** Nodes that serve another model than the promised one, seen by a verifier that has the promised one. */

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { readManifest } from '../../scripts/experts/readManifest.ts'
import { type Measured, measureReplay } from '../../scripts/verification/measureReplay.ts'

describe('a replay of the math expert', () => {
  let measured: readonly Measured[]
  const of = (node: string) => measured.find((one) => one.node === node)!

  before(async () => {
    const expert = (await readManifest()).find(({ role }) => role === 'math')!
    measured = await measureReplay(expert, { jobs: 10, temperatureMilli: 1000 })
  })

  it('gives the very numbers of an honest node of its class', () => {
    assert.equal(of('honest').statistics.exact, 1)
    assert.equal(of('honest').forced, 0)
  })

  it('finds an honest node of another class close, and its tokens the right ones', () => {
    const { margin, gap, top1 } = of('honest, flash attention off').statistics
    assert.ok(gap < 0.05 && margin < 0.02 && top1 > 0.97)
  })

  for (const node of ['q4_0', 'layer-removed', 'noise', 'strong-noise']) {
    it(`tells ${node} from it in every request`, () => {
      const { jobs, statistics } = of(node)
      assert.ok(jobs.every((job) => job.some(({ exact }) => !exact)))
      assert.ok(statistics.gap > 2 * of('honest, flash attention off').statistics.gap)
    })
  }
})
