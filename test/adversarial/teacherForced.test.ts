/** The lie: somebody else writes the output, and the promised model only fills in the numbers. */

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { keccak256 } from '#protocol/hash.ts'
import { type Candidate, raceWinner } from '#protocol/race.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { proveFault } from '#verification/proveFault.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { askLiar, evidenceOfAnswer, type LiarAnswer, replayAnswers } from '../support/askLiar.ts'

const ASKED = {
  prompts: ['tell me a story', 'and another'],
  temperatureMilli: 1000,
  maxOutputTokens: 32,
}

describe('a runtime that commits to the promised numbers under tokens of another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'witan-teacherForced-'))
  let model: ModelEntry
  let answers: readonly LiarAnswer[]
  let stops: ReadonlySet<number>

  before(async () => {
    // random weights are unsure of everything, so that the noise decides
    model = randomModelFile(folder, { role: 'writing', seed: 3, framing: 'plain' })
    ;({ answers, stops } = await askLiar({ name: 'teacherForced' }, { model, ...ASKED }))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('loses races that the requester runs again, in every answer', () => {
    for (const { faults, raced } of answers) {
      assert.equal(raced.length, 32)
      assert.ok(faults.length > 0)
      assert.ok(faults.every(({ kind }) => kind === 'race'))
    }
  })

  it('is proven by one leaf, and by no leaf whose race holds', () => {
    for (const answer of answers) {
      const lost = new Set(answer.faults.map(({ position }) => position))
      for (const position of answer.raced.keys()) {
        const { proven } = proveFault(evidenceOfAnswer('race', answer, position), stops)
        assert.equal(proven, lost.has(position), `${position}`)
      }
    }
  })

  it('shows nothing to a verifier that compares the numbers alone', async () => {
    for (const differences of await replayAnswers(model, answers)) {
      assert.ok(differences.every(({ exact }) => exact))
    }
  })
})

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
