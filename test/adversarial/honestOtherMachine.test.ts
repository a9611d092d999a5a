/** No lie: honest nodes whose machines compute in another way than the verifier's. None of them may be taken for a liar. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { summarizeDifferences } from '#verification/compareReplay.ts'
import { judgeReplay } from '#verification/thresholds.ts'
import { readManifest } from '../../scripts/experts/readManifest.ts'
import { readCalibrations } from '../../scripts/verification/calibrationFile.ts'
import { collectHonest } from '../../scripts/verification/collectHonest.ts'
import { collectPairs } from '../../scripts/verification/collectPairs.ts'
import { findLibraries } from '../../scripts/verification/findLibraries.ts'
import { listLibraries } from '../../scripts/verification/mirrorLibrary.ts'

/** Seed of requests that nothing was calibrated on. */
const SEED = 20_271_001

for (const role of ['math', 'tools'] as const) {
  describe(`an honest node with the ${role} expert`, () => {
    it('passes every verifier: exactly in its class, under the shipped thresholds in another', async () => {
      const expert = (await readManifest()).find((one) => one.role === role)!
      const { thresholds } = (await readCalibrations()).find((one) => one.role === role)!
      const verifiers = [{}, { batchSize: 16 }, { batchSize: 512 }, { flashAttention: false }]
      const names = ['the class itself', 'batches of 16', 'batches of 512', 'no flash attention']
      const sets = await collectHonest(expert, {}, { verifiers, jobs: 12, seed: SEED })

      assert.ok(sets[0]!.flat().every(({ exact }) => exact))
      assert.ok(
        sets[3]!.flat().some(({ exact }) => !exact),
        'another class must differ',
      )
      for (const [i, set] of sets.entries()) {
        assert.equal(judgeReplay(summarizeDifferences(set.flat()), thresholds), 'pass', names[i])
      }
    })
  })
}

describe('an honest node with another processor', () => {
  it('passes every verifier under the shipped thresholds, whichever library either of them has', async () => {
    const role = 'tools'
    const expert = (await readManifest()).find((one) => one.role === role)!
    const { thresholds } = (await readCalibrations()).find((one) => one.role === role)!
    const libraries = await findLibraries(expert)
    // the plainest library runs on every machine that it comes for
    const isThere = (await listLibraries()).includes('x64')
    assert.equal(libraries.includes('x64'), isThere, `This machine runs ${libraries.join()}.`)
    const machines = [{}, { flashAttention: false }, ...libraries.map((library) => ({ library }))]
    const options = { tokens: 120, seed: SEED, until: Number.POSITIVE_INFINITY }
    const pairs = await collectPairs(expert, machines, options)

    assert.equal(pairs.length, machines.length * (machines.length - 1))
    for (const { node, verifier, jobs } of pairs) {
      const verdict = judgeReplay(summarizeDifferences(jobs.flat()), thresholds)
      assert.equal(verdict, 'pass', `${JSON.stringify(node)} by ${JSON.stringify(verifier)}`)
    }
    const differing = pairs.filter(({ jobs }) => jobs.flat().some(({ exact }) => !exact))
    assert.ok(differing.length > 0, 'some of the machines must differ')
  })
})
