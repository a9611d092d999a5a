import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addProbe, NO_PROBES, type SequentialModel } from '#verification/sequentialTest.ts'
import { readManifest } from '../experts/readManifest.ts'
import { readCalibrations } from './calibrationFile.ts'

describe('the thresholds of the shipped experts', () => {
  it('are of the files that are shipped', async () => {
    const calibrated = new Map((await readCalibrations()).map((one) => [one.role, one]))
    const stale = (await readManifest()).filter(
      ({ role, sha256, modelId }) =>
        calibrated.get(role)?.sha256 !== sha256 || calibrated.get(role)?.modelId !== modelId,
    )
    const commands = stale.map(({ role }) => `npm run experts:calibrate -- --role ${role}`)
    assert.deepEqual(commands, [], `These experts need thresholds: ${commands.join(', ')}`)
  })

  it('lie between an honest node of another class and one that serves Q4_0', async () => {
    for (const { role, thresholds, sequential, pairs } of await readCalibrations()) {
      const row = thresholds.perTokens.find(({ tokens }) => tokens === 32)!
      assert.ok(sequential.cheat.gap > row.suspect.gap, role)
      assert.ok(
        pairs.every(({ gap }) => gap < row.suspect.gap),
        role,
      )
      assert.ok(thresholds.calibration.tokens >= 500, role)
    }
  })

  it('come with means by which the test over all probes tells the two apart', async () => {
    const runs = (model: SequentialModel, { margin, gap }: SequentialModel['honest']) => {
      const probe = { tokens: 16, margin, gap, top1: 1, overlap: 1, exact: 0 }
      let state = NO_PROBES
      for (let i = 0; i < 20; i++) state = addProbe(state, probe, model)
      return state.verdict
    }
    for (const { role, sequential } of await readCalibrations()) {
      assert.equal(runs(sequential, sequential.cheat), 'suspected', role)
      assert.notEqual(runs(sequential, sequential.honest), 'suspected', role)
    }
  })
})
