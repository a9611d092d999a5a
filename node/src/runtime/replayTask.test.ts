import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { keccak256 } from '#protocol/hash.ts'
import type { ModelId } from '#protocol/ids.ts'
import { MAX_CANDIDATES } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Engine } from './engine.ts'
import { getExpert } from './experts/expert.ts'
import type { ShippedExpert } from './experts/manifest.ts'
import { createEngine } from './llama/createEngine.ts'
import { replayTask } from './replayTask.ts'

const EXPERTS = fileURLToPath(new URL('../../experts/', import.meta.url))
const PROMPTS = {
  math: [
    'what is 482 + 39',
    'I had 5 apples and bought 12 more, then ate 3. How many have I got?',
    'share 96 between 4 and take 7 away',
  ],
  tools: ['book a meeting on 14 March 2027 at 3 pm', 'set a timer for 25 minutes'],
} as const
type Role = keyof typeof PROMPTS

describe('replayTask', () => {
  let node: Engine
  let verifier: Engine
  const modelOf = (role: Role): ModelId => node.models.find((model) => model.role === role)!.modelId

  before(async () => {
    const manifest = readFileSync(join(EXPERTS, 'manifest.json'), 'utf8')
    const shipped = (JSON.parse(manifest) as ShippedExpert[]).filter(({ role }) => role in PROMPTS)
    const models = shipped.map((expert) => ({ ...expert, path: join(EXPERTS, expert.file) }))
    const options = { models, maxContextTokens: 256, gpu: false } as const
    node = await createEngine({ ...options, slots: 3, threads: 1 })
    verifier = await createEngine({ ...options, slots: 1, threads: 2 })
  })

  async function generate(role: Role, prompt: string, temperatureMilli: number) {
    const { modelInput, grammar, maxTokens } = getExpert(role).prepare(prompt)
    const raced: RacedToken[] = []
    for await (const { token, candidates } of node.generate({
      modelId: modelOf(role),
      input: modelInput,
      maxTokens,
      signal: new AbortController().signal,
      race: { seed: keccak256(Buffer.from(prompt)), temperatureMilli },
      ...(grammar !== undefined && { grammar }),
    }))
      raced.push({ token, candidates })
    return raced
  }
  const ask = (role: Role, prompt: string, output: readonly number[], positions: number[]) =>
    replayTask(verifier, {
      modelId: modelOf(role),
      messages: [{ speaker: 'user', content: prompt }],
      maxOutputTokens: 4096,
      output,
      positions,
    })

  it('says in one pass the very numbers that step-by-step generation beside others committed to', async () => {
    const jobs = (Object.keys(PROMPTS) as Role[]).flatMap((role) =>
      PROMPTS[role].map((prompt) => ({ role, prompt })),
    )
    // all of a role at once: neighbors on the same batch must not move a number
    const outputs = await Promise.all(jobs.map(({ role, prompt }) => generate(role, prompt, 1500)))
    for (const [i, raced] of outputs.entries()) {
      const { role, prompt } = jobs[i]!
      const output = raced.map(({ token }) => token)

      const { positions } = await ask(role, prompt, output, [...output.keys()])

      assert.equal(positions.length, raced.length)
      for (const { position, candidates } of positions) {
        assert.deepEqual(candidates.slice(0, MAX_CANDIDATES), raced[position]!.candidates)
      }
    }
  })

  it('looks only at the positions it is asked for', async () => {
    const [prompt] = PROMPTS.math
    const raced = await generate('math', prompt, 0)
    const output = raced.map(({ token }) => token)

    const { positions, maxOutputTokens } = await ask('math', prompt, output, [1, 3])

    assert.deepEqual(
      positions.map(({ position }) => position),
      [1, 3],
    )
    assert.deepEqual(positions[1]!.candidates.slice(0, MAX_CANDIDATES), raced[3]!.candidates)
    assert.equal(maxOutputTokens, 12)
  })

  it('has no candidates behind a token that the grammar forbids', async () => {
    const [prompt] = PROMPTS.math
    const raced = await generate('math', prompt, 0)
    const output = [raced[0]!.token, raced[0]!.token, raced[1]!.token]

    const { positions } = await ask('math', prompt, output, [0, 1, 2])

    assert.ok(positions[1]!.candidates.every(({ id }) => id !== output[1]))
    assert.deepEqual(positions[2]!.candidates, [])
  })

  it('refuses positions that are no ascending indices, and a model that is not loaded', async () => {
    for (const positions of [[1, 0], [0, 0], [3], [-1]]) {
      await assert.rejects(ask('math', PROMPTS.math[0], [1, 2], positions), {
        code: 'INPUT_INVALID',
      })
    }
    await assert.rejects(
      replayTask(verifier, {
        modelId: `0x${'11'.repeat(32)}` as ModelId,
        messages: [],
        maxOutputTokens: 1,
        output: [],
        positions: [],
      }),
      { code: 'MODEL_UNKNOWN' },
    )
  })
})
