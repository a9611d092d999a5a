import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseJobId } from '#protocol/ids.ts'
import { aMarket, type Market } from '#testing/aMarket.ts'
import type { JobEvent } from './jobEvents.ts'
import { createMemoryJournal, decodeJournal, encodeJournal } from './journal.ts'
import { submitJob } from './submitJob.ts'
import { watchJob } from './watchJob.ts'

const PROMPT = 'what is 482 + 39, the canary is 77123'

/** Runs a job whose chain writes stop working after it is funded, as if the program had died. */
async function anAbandonedJob(
  keepPrompt = false,
): Promise<Market & { jobId: ReturnType<typeof parseJobId> }> {
  const world = await aMarket([{ nodeId: 1 }, { nodeId: 2 }])
  const chain = {
    ...world.client.chain,
    closeJob: () => Promise.reject(new Error('gone')),
    releaseJobDone: () => Promise.reject(new Error('gone')),
  }
  const transport = {
    ...world.transport,
    fetchReceipt: () => Promise.reject(new Error('gone')),
  }
  let jobId = parseJobId(`0x${'00'.repeat(20)}`)
  const terms = { role: 'math', mode: 'transit', maxBudget: 100_000n } as const
  const request = { prompt: PROMPT, keepPrompt, ...terms }
  for await (const event of submitJob({ ...world.client, chain, transport }, request)) {
    if (event.type === 'funded') jobId = event.jobId
  }
  return { ...world, jobId }
}

async function watch(
  { client }: Market,
  jobId: ReturnType<typeof parseJobId>,
): Promise<JobEvent[]> {
  const events: JobEvent[] = []
  for await (const event of watchJob(client, jobId)) events.push(event)
  return events
}

describe('watchJob', () => {
  it('hands in the last vouchers, releases the job and reclaims the rest', async () => {
    const world = await anAbandonedJob()
    assert.ok(world.market.balances.locked > 0n)

    const events = await watch(world, world.jobId)

    assert.deepEqual(
      events.map(({ type }) => type),
      ['funded', 'voucher', 'settled'],
    )
    const settled = events.at(-1)
    assert.ok(settled?.type === 'settled' && settled.released)
    assert.equal(settled.paid + settled.fee + settled.refunded, settled.locked)
    assert.equal(world.market.balances.locked, 0n)
  })

  it('says the same again when there is nothing left to do', async () => {
    const world = await anAbandonedJob()
    const first = await watch(world, world.jobId)

    const second = await watch(world, world.jobId)

    assert.deepEqual(second, first)
  })

  it('closes first and releases after the grace when a node is gone', async () => {
    const world = await anAbandonedJob()
    const transport = {
      ...world.transport,
      fetchReceipt: () => Promise.reject(new Error('gone')),
    }
    let now = world.market.now
    const clock = { ...world.client.clock, nowSeconds: () => now }
    const late = { ...world, client: { ...world.client, transport, clock } }

    const closed = (await watch(late, world.jobId)).at(-1)
    now += 86_400
    world.market.now = now
    const released = (await watch(late, world.jobId)).at(-1)

    assert.ok(closed?.type === 'settled' && !closed.released)
    assert.equal(closed.releasableAt, now)
    assert.ok(released?.type === 'settled' && released.released)
    assert.equal(released.refunded, released.locked)
  })

  it('fails with JOB_NOT_OPEN for a job that has no journal here', async () => {
    const world = await aMarket([{ nodeId: 1 }])

    const [event] = await watch(world, parseJobId(`0x${'12'.repeat(20)}`))

    assert.ok(event?.type === 'failed' && event.code === 'JOB_NOT_OPEN')
  })
})

describe('journal', () => {
  it('holds no prompt unless the requester asks for it', async () => {
    for (const keepPrompt of [false, true]) {
      const { client, jobId } = await anAbandonedJob(keepPrompt)

      const text = (await client.journal.load(jobId))!

      assert.equal(text.includes('77123'), keepPrompt)
      assert.equal(decodeJournal(text).prompt, keepPrompt ? PROMPT : undefined)
      assert.equal(encodeJournal(decodeJournal(text)), text)
    }
  })

  it('is refused with STORE_INVALID when it is damaged', async () => {
    for (const text of ['', '{}', '{"version":1,"jobId":"0x12"}', 'null']) {
      assert.throws(() => decodeJournal(text), { code: 'STORE_INVALID' })
    }
  })

  it('forgets nothing between two saves', async () => {
    const journal = createMemoryJournal()
    const jobId = parseJobId(`0x${'12'.repeat(20)}`)

    await journal.save(jobId, 'a')
    await journal.save(jobId, 'b')

    assert.equal(await journal.load(jobId), 'b')
  })
})
