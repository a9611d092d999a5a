/** The lie: the end token is left out and the output goes on, to bill more tokens. */

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import { askLiar, type LiarAnswer, replayAnswers, shippedModel } from '../support/askLiar.ts'

const PROMPTS = ['share 96 between 4 and take 7 away', 'take 17 from 90']
/** Nats; honest replays of another class are within a tenth. */
const FAR = 0.5

describe('a runtime that leaves the end out', () => {
  let model: ModelEntry
  let answers: readonly LiarAnswer[]

  before(async () => {
    model = await shippedModel('math')
    answers = (await askLiar({ name: 'suppressedEnd' }, { model, prompts: PROMPTS })).answers
  })

  it('loses no race', () => {
    for (const { faults } of answers) assert.deepEqual(faults, [])
  })

  it('emits a token that is far from what the promised model gives, and only there', async () => {
    for (const differences of await replayAnswers(model, answers)) {
      assert.ok((differences.at(-1)?.margin ?? 0) > FAR)
      assert.ok(differences.slice(0, -1).every(({ exact }) => exact))
    }
  })
})
