/** The lie: the model reads a part of what the requester wrote, which is cheaper for a long prompt. */

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { Conversation } from '#protocol/requestPayload.ts'
import { createEngine } from '#runtime/llama/createEngine.ts'
import { CHATML_TEMPLATE } from '#testing/chatmlTemplate.ts'
import { createDishonestEngine } from '#testing/dishonestEngine.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { comparePosition } from '#verification/compareReplay.ts'
import { askLiar, replayAnswers, shippedModel } from '../support/askLiar.ts'

const PROMPTS = [
  'Anna has 412 apples. She buys 129 more. How many apples are there now?',
  'I had 5 apples and bought 12 more, then ate 3. How many have I got?',
]

describe('a runtime that shortens the prompt', () => {
  it('commits to numbers that the whole prompt does not give, in every answer', async () => {
    const model = await shippedModel('math')
    const { answers } = await askLiar({ name: 'truncatedPrompt' }, { model, prompts: PROMPTS })

    for (const { faults } of answers) assert.deepEqual(faults, [])
    for (const differences of await replayAnswers(model, answers)) {
      assert.ok(differences.some(({ exact }) => !exact))
    }
  })
})

describe('an engine that drops the system message', () => {
  const folder = mkdtempSync(join(tmpdir(), 'witan-system-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('is told from one that reads it at the first token', async () => {
    const file = { role: 'writing', seed: 5, chatTemplate: CHATML_TEMPLATE } as const
    const entry = { ...randomModelFile(folder, file), framing: 'chatTemplate', threads: 1 } as const
    const options = { slots: 1, maxContextTokens: 256, gpu: false, threads: 1 } as const
    const engine = await createEngine({ models: [entry], ...options })
    const input: Conversation = [
      { speaker: 'system', content: 'Answer in one word.' },
      { speaker: 'user', content: 'Who rules?' },
    ]
    const race = { seed: new Uint8Array(32).fill(1), temperatureMilli: 1000 }
    const request = {
      modelId: engine.models[0]!.modelId,
      input,
      maxTokens: 8,
      signal: new AbortController().signal,
      race,
    }
    const gapOfFirst = async (node: typeof engine) => {
      const [first] = await Array.fromAsync(node.generate(request))
      const output = [first!.token]
      const [said] = await engine.replay({ ...request, output, positions: [0] })
      return comparePosition(race, { position: 0, ...first! }, said!.candidates).gap
    }

    assert.equal(await gapOfFirst(engine), 0)
    assert.ok((await gapOfFirst(createDishonestEngine(engine, 'truncatedPrompt'))) > 0.1)
  })
})
