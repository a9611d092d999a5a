import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ROLES } from '#protocol/role.ts'
import { getExpert } from '#runtime/experts/expert.ts'
import { createPromptSource } from './createPromptSource.ts'

/** Numbers in [0, 1) that always come alike. */
function aRandom(seed = 1): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('createPromptSource', () => {
  for (const role of ROLES) {
    it(`asks for ${role} what the shipped expert serves`, () => {
      const { draw } = createPromptSource()
      const random = aRandom()
      for (let i = 0; i < 200; i++) {
        const prompt = draw(role, random)
        assert.doesNotMatch(prompt, /[{}]/)
        assert.doesNotThrow(() => getExpert(role).prepare(prompt), prompt)
      }
    })
  }

  it("draws from the operator's own wordings too", () => {
    const { draw } = createPromptSource({ math: ['how much is {n} less {n}?'] })
    const random = aRandom()
    const drawn = Array.from({ length: 200 }, () => draw('math', random))
    assert.ok(drawn.some((prompt) => /^how much is \d+ less \d+/.test(prompt)))
  })
})
