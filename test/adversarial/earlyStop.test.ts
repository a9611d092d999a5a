/** The lie: the output is cut, which saves work, and the receipt says that the model had ended. */

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { proveFault } from '#verification/proveFault.ts'
import { askLiar, evidenceOfAnswer, type LiarAnswer, shippedModel } from '../support/askLiar.ts'

const PROMPTS = ['share 96 between 4 and take 7 away', 'take 17 from 90']

describe('a runtime that stops early', () => {
  let answers: readonly LiarAnswer[]
  let stops: ReadonlySet<number>

  before(async () => {
    const model = await shippedModel('math')
    ;({ answers, stops } = await askLiar({ name: 'earlyStop' }, { model, prompts: PROMPTS }))
  })

  it('says that the model ended with a token that ends nothing', () => {
    for (const { finished, raced } of answers) {
      assert.equal(finished.finishReason, 'stop')
      assert.equal(stops.has(raced.at(-1)!.token), false)
    }
  })

  it('is proven by the last leaf, and by no other', () => {
    for (const answer of answers) {
      const last = answer.raced.length - 1
      for (const position of answer.raced.keys()) {
        const { proven } = proveFault(evidenceOfAnswer('earlyStop', answer, position), stops)
        assert.equal(proven, position === last)
      }
    }
  })

  it('is told from an honest runtime, whose last leaf is an end', async () => {
    const model = await shippedModel('math')
    const honest = await askLiar(undefined, { model, prompts: PROMPTS })
    for (const answer of honest.answers) {
      const evidence = evidenceOfAnswer('earlyStop', answer, answer.raced.length - 1)
      assert.equal(proveFault(evidence, honest.stops).proven, false)
    }
  })
})
