/** The lie: a file of half the size answers under the id of the promised one. */

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import { summarizeDifferences } from '#verification/compareReplay.ts'
import { judgeReplay } from '#verification/thresholds.ts'
import { deriveVariant } from '../../scripts/experts/deriveVariant.ts'
import { readCalibrations } from '../../scripts/verification/calibrationFile.ts'
import { askLiar, type LiarAnswer, replayAnswers, shippedModel } from '../support/askLiar.ts'

const PROMPTS = [
  'Anna has 412 apples. She buys 129 more. How many apples are there now?',
  'I had 5 apples and bought 12 more, then ate 3. How many have I got?',
  'take 17 from 90',
]

describe('a runtime that serves a smaller model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'witan-smaller-'))
  let model: ModelEntry
  let answers: readonly LiarAnswer[]

  before(async () => {
    model = await shippedModel('math')
    const modelPath = join(folder, 'smaller.gguf')
    await deriveVariant(model.path, 'q4_0', modelPath)
    const lie = { name: 'smallerModel', modelPath } as const
    answers = (await askLiar(lie, { model, prompts: PROMPTS })).answers
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('commits to what it says, and no race shows it', () => {
    for (const { faults, root, finished } of answers) {
      assert.deepEqual(faults, [])
      assert.equal(finished.transcriptRoot, root)
    }
  })

  it('is told by a verifier of its class in every answer', async () => {
    for (const differences of await replayAnswers(model, answers)) {
      assert.ok(differences.some(({ exact }) => !exact))
    }
  })

  it('is a case for a verifier of another class, by the shipped thresholds', async () => {
    const differences = await replayAnswers(model, answers, { flashAttention: false })
    const { thresholds } = (await readCalibrations()).find(({ role }) => role === 'math')!

    assert.equal(judgeReplay(summarizeDifferences(differences.flat()), thresholds), 'fault')
  })

  it('differs from an honest runtime in nothing else: that one passes both', async () => {
    const honest = (await askLiar(undefined, { model, prompts: PROMPTS })).answers
    const { thresholds } = (await readCalibrations()).find(({ role }) => role === 'math')!

    assert.ok((await replayAnswers(model, honest)).flat().every(({ exact }) => exact))
    const across = await replayAnswers(model, honest, { flashAttention: false })
    assert.equal(judgeReplay(summarizeDifferences(across.flat()), thresholds), 'pass')
  })
})
