/** The lie: somebody else writes the output, and the promised model only fills in the numbers. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { keccak256 } from '#protocol/hash.ts'
import { type Candidate, raceWinner } from '#protocol/race.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { replayAnswers } from '../support/askLiar.ts'
import { describeLostRaces } from '../support/describeLostRaces.ts'

describeLostRaces(
  'a runtime that commits to the promised numbers under tokens of another',
  'teacherForced',
  ({ model, answers }) => {
    it('shows nothing to a verifier that compares the numbers alone', async () => {
      for (const differences of await replayAnswers(model(), answers())) {
        assert.ok(differences.every(({ exact }) => exact))
      }
    })
  },
)

/** A model in miniature: what comes next depends on all that came before. */
function candidatesAfter(weights: number, before: readonly number[]): Candidate[] {
  const hash = keccak256(Uint8Array.of(weights, ...before))
  const gaps = [0, hash[0]! % 96, hash[1]! % 96, hash[2]! % 96].sort((a, b) => a - b)
  const ids = [0, 1, 2, 3].sort((a, b) => hash[4 + a]! - hash[4 + b]! || a - b)
  return gaps.map((gap, i) => ({ id: ids[i]!, gap })).sort((a, b) => a.gap - b.gap || a.id - b.id)
}

describe('tokens of another under the promised numbers', () => {
  const LENGTH = 32

  it('property: either one of them loses its race, or they are exactly what the promised model gives', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 0, max: 3 }),
        (seed, temperatureMilli, cheapWeights) => {
          const promised = 0
          const writeWith = (weights: number) => {
            const tokens: number[] = []
            while (tokens.length < LENGTH) {
              const candidates = candidatesAfter(weights, tokens)
              tokens.push(raceWinner(seed, tokens.length, candidates, temperatureMilli).id)
            }
            return tokens
          }
          const forced = writeWith(cheapWeights)
          const lost = forced.filter((token, position) => {
            const candidates = candidatesAfter(promised, forced.slice(0, position))
            const rules = { seed, temperatureMilli }
            return faultOf(rules, position, { token, candidates }) !== undefined
          })

          const isTheSame = forced.join() === writeWith(promised).join()
          assert.equal(lost.length === 0, isTheSame)
        },
      ),
    )
  })
})
