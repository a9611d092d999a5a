import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inputBytesOf } from '#protocol/requestPayload.ts'
import { aMarket } from '#testing/aMarket.ts'
import { find, PROMPT, runJob } from '#testing/marketJobs.ts'

const EARLIER = [
  { speaker: 'system', content: 'Be brief, þegn.' },
  { speaker: 'user', content: 'Who rules?' },
  { speaker: 'assistant', content: 'Offa.' },
] as const

describe('submitJob with a conversation', () => {
  it('pays for the bytes of every message', async () => {
    const single = await aMarket([{ nodeId: 1 }])
    const whole = await aMarket([{ nodeId: 1 }])

    const alone = await runJob(single, { role: 'math' })
    const events = await runJob(whole, { role: 'math', earlier: EARLIER })

    const bytesOf = (of: typeof events) => find(of, 'receipt')!.receipt.receipt.inputBytes
    assert.equal(bytesOf(alone), Buffer.byteLength(PROMPT))
    assert.equal(bytesOf(events) - bytesOf(alone), inputBytesOf({ messages: EARLIER }))
    assert.ok(find(events, 'receipt')!.checks.every(({ ok }) => ok))
  })

  it('is refused before anything is signed without a role, too long, or with too many messages', async () => {
    const message = EARLIER[1]
    const cases = [
      [{ earlier: EARLIER }, 'INPUT_INVALID'],
      [{ role: 'math', earlier: Array(64).fill(message) }, 'INPUT_INVALID'],
      [{ role: 'math', earlier: [{ ...message, content: 'x'.repeat(65_536) }] }, 'INPUT_TOO_LARGE'],
    ] as const
    for (const [changes, code] of cases) {
      const world = await aMarket([{ nodeId: 1 }])
      const events = await runJob(world, changes)
      assert.equal(find(events, 'failed')?.code, code)
      assert.deepEqual(world.market.writes, [])
    }
  })
})
