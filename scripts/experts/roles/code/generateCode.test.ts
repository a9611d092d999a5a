import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codeExpert } from '#runtime/experts/code/codeExpert.ts'
import { matchesGrammar } from '#runtime/experts/testing/matchesGrammar.ts'
import { isHeldOut } from '../../isHeldOut.ts'
import { createRandom } from '../../random.ts'
import type { Tier, Values } from '../../wordings.ts'
import { codeGenerator } from './generateCode.ts'
import * as values from './values.ts'

const SAMPLES = 250
const TIERS: readonly Tier[] = ['train', 'V', 'W']

function draw(tier: Tier) {
  const random = createRandom(9)
  return Array.from({ length: SAMPLES }, () => codeGenerator.sample(random, tier))
}

describe('codeGenerator', () => {
  it('has no name or text on both sides of the split', () => {
    for (const list of Object.values(values)) {
      if (!('heldOut' in list)) continue
      const { train, heldOut } = list as Values
      const trained = new Set(train.map((value) => value.toLowerCase()))
      for (const value of heldOut) assert.ok(!trained.has(value.toLowerCase()), value)
    }
  })

  it('keeps held-out chains of several steps and held-out names out of training, and only them in V', () => {
    let chains = 0
    for (const tier of ['train', 'V'] as const)
      for (const { values: drawn } of draw(tier)) {
        const chain = drawn.find((value) => value.startsWith('chain '))!
        const name = drawn.find((value) => value.startsWith('f:'))!.slice(2)
        assert.equal(values.FUNCTIONS.heldOut.includes(name), tier === 'V', name)
        if (chain.replace(/ (?:every|some) /, ' ').split(' ').length === 3) continue
        assert.equal(isHeldOut(chain), tier === 'V', chain)
        chains++
      }
    assert.ok(chains > SAMPLES)
  })

  it('draws only requests whose truth the grammar allows and whose function passes its own tests', () => {
    for (const tier of TIERS)
      for (const { prompt, raw, answer } of draw(tier)) {
        assert.ok(matchesGrammar(codeExpert.prepare(prompt).grammar!, raw), `${prompt}: ${raw}`)
        assert.ok(codeGenerator.isValid(answer), answer)
        assert.ok(codeGenerator.agrees(answer, answer), answer)
      }
  })
})
