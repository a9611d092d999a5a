/** The experts that come with the program, through the whole runtime: sealed prompt in, sealed answer out. */

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isWitanError } from '#protocol/errors.ts'
import { aSealedTask, type OpenedRun, openRun } from '#testing/sealedTask.ts'
import type { ShippedExpert } from './experts/manifest.ts'
import { createSupervisor, type Supervisor } from './supervisor.ts'

const EXPERTS = fileURLToPath(new URL('../../experts/', import.meta.url))

describe('shipped experts in a runtime', () => {
  let supervisor: Supervisor

  before(async () => {
    const manifest = readFileSync(join(EXPERTS, 'manifest.json'), 'utf8')
    const shipped = JSON.parse(manifest) as ShippedExpert[]
    supervisor = createSupervisor({
      models: shipped.map((expert) => ({ ...expert, path: join(EXPERTS, expert.file) })),
      slots: 2,
      limits: { memoryMb: 1024, taskTimeoutMs: 60_000, startTimeoutMs: 60_000 },
    })
    await supervisor.ready()
  })
  after(() => supervisor.close())

  async function ask(role: 'math' | 'tools', prompt: string): Promise<OpenedRun> {
    const { task, opener } = aSealedTask(supervisor, { role, prompt })
    const run = supervisor.run(task, { signal: new AbortController().signal })
    return await openRun(run, opener)
  }

  it('computes what the math expert chose, and ends by its own end token', async () => {
    const { text, finished } = await ask('math', 'what is 482 + 39')

    assert.equal(text.answer, '482 + 39 = 521')
    assert.equal(text.end, 'stop')
    assert.equal(finished?.finishReason, 'stop')
  })

  it('bills the raw output and not what code made of it', async () => {
    const { text, tokens } = await ask('math', 'what is 482 + 39')

    assert.match(text.tokens, /^[AB]\+[AB]$/)
    assert.equal(tokens.length, 4)
  })

  it('makes a valid call of the tools expert', async () => {
    const { text } = await ask('tools', 'book a meeting on 14 March 2027 at 3 pm')

    const call = JSON.parse(text.answer) as unknown
    assert.ok(typeof call === 'object' && call !== null)
    assert.match(text.answer, /2027-03-14/)
  })

  it('serves both roles at once', async () => {
    const runs = await Promise.all([
      ask('math', 'what is 7 * 6'),
      ask('tools', 'set a timer for 10 minutes'),
    ])

    assert.match(runs[0].text.answer, /= 42$/)
    assert.ok(JSON.parse(runs[1].text.answer))
  })

  it('refuses a prompt that the expert cannot serve, with its size and no word of it', async () => {
    await assert.rejects(
      ask('math', 'no number at all'),
      (error) =>
        isWitanError(error, 'PROMPT_UNSUPPORTED') && !JSON.stringify(error).includes('at all'),
    )
  })
})
