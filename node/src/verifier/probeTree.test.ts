import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { isInProbeRoot, probeLeafOf } from '#verification/probeDuty.ts'
import { probePathOf, probeRootOf, promptHashOf } from './probeTree.ts'

function someProbes(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    index,
    sessionKey: createSessionKey().address,
    promptHash: promptHashOf({ math: `what is ${index} + 1` }),
    salt: `0x${index.toString(16).padStart(32, '0')}` as const,
  }))
}

describe('probePathOf', () => {
  for (let count = 1; count <= 16; count++) {
    it(`opens each of ${count} probes, and none as another`, () => {
      const probes = someProbes(count)
      const leaves = probes.map(probeLeafOf)
      const root = probeRootOf(leaves)
      for (const probe of probes) {
        const path = probePathOf(leaves, probe.index)
        assert.ok(isInProbeRoot(root, { ...probe, path }))
        assert.ok(!isInProbeRoot(root, { ...probe, path, promptHash: promptHashOf({}) }))
      }
    })
  }
})

describe('promptHashOf', () => {
  it('depends on every prompt and on its role', () => {
    const prompts = [{}, { math: 'a' }, { code: 'a' }, { math: 'a', code: 'a' }, { math: 'b' }]
    assert.equal(new Set(prompts.map(promptHashOf)).size, prompts.length)
  })
})
