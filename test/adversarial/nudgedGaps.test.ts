/** The lie: the committed gaps are changed until the token of the node's choice wins its race. */

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { GAP_STEPS } from '#protocol/race.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import { comparePosition, summarizeDifferences } from '#verification/compareReplay.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { judgeReplay } from '#verification/thresholds.ts'
import { readCalibrations } from '../../scripts/verification/calibrationFile.ts'
import { nudge } from '../../scripts/verification/cheats.ts'
import { askLiar, type LiarAnswer, replayAnswers, shippedModel } from '../support/askLiar.ts'

const PROMPTS = [
  'I had 5 apples and bought 12 more, then ate 3. How many have I got?',
  'take 17 from 90',
]

describe('a runtime that nudges its gaps', () => {
  let model: ModelEntry
  let answers: readonly LiarAnswer[]

  before(async () => {
    model = await shippedModel('math')
    answers = (await askLiar({ name: 'nudgedGaps' }, { model, prompts: PROMPTS })).answers
  })

  it('loses no race', () => {
    for (const { faults } of answers) assert.deepEqual(faults, [])
  })

  it('is told by a verifier of its class, and is a case for one of another', async () => {
    for (const differences of await replayAnswers(model, answers)) {
      assert.ok(differences.some(({ exact }) => !exact))
    }
    const { thresholds } = (await readCalibrations()).find(({ role }) => role === 'math')!
    const across = await replayAnswers(model, answers, { flashAttention: false })
    assert.equal(judgeReplay(summarizeDifferences(across.flat()), thresholds), 'fault')
  })
})

describe('the least nudge that lets a token win', () => {
  const candidates = fc
    .uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 15 })
    .map((gaps) => [0, ...gaps.sort((a, b) => a - b)].map((gap, id) => ({ id, gap })))

  it('property: shows as the margin that it has to make up', () => {
    fc.assert(
      fc.property(
        candidates,
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.nat(),
        (promised, seed, temperatureMilli, choice) => {
          const race = { seed, temperatureMilli }
          const { id: token } = promised[choice % promised.length]!
          const nudged = nudge(race, 0, { token, candidates: promised })
          assert.equal(faultOf(race, 0, nudged), undefined)

          const { margin, exact } = comparePosition(race, { position: 0, ...nudged }, promised)
          const wins = faultOf(race, 0, { token, candidates: promised }) === undefined
          assert.equal(exact, wins)
          if (wins) return
          const moved = nudged.candidates.map(({ id, gap }) =>
            Math.abs(gap - promised.find((one) => one.id === id)!.gap),
          )
          const most = Math.max(...moved) / GAP_STEPS
          assert.ok(margin >= Math.min(3, most) - 3 / GAP_STEPS, `${margin} ${most}`)
        },
      ),
    )
  })
})
