import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { NodeId } from '#protocol/ids.ts'
import type { Planner } from '#swarm/plan.ts'
import { aMarket } from '#testing/aMarket.ts'
import { aRequest, DEAR, find, fullPrice, PROMPT, runJob } from '#testing/marketJobs.ts'
import { collectJob } from './collectJob.ts'
import type { JobEvent } from './jobEvents.ts'
import type { JobRequest } from './jobRequest.ts'
import { submitJob } from './submitJob.ts'

describe('submitJob', () => {
  it('runs a job from plan to settlement and tells each step in order', async () => {
    const world = await aMarket([{ nodeId: 1 }])
    const supply = world.supply()

    const events = await runJob(world)

    const order = [...new Set(events.map(({ type }) => type))]
    assert.deepEqual(order, [
      'planned',
      'routed',
      'quoted',
      'funded',
      'sealed',
      'matched',
      'token',
      'voucher',
      'raced',
      'receipt',
      'answer',
      'merged',
      'settled',
    ])
    assert.equal(find(events, 'merged')?.answer, `answer to ${PROMPT}`)
    assert.ok(find(events, 'receipt')?.checks.every(({ ok }) => ok))
    const settled = find(events, 'settled')!
    assert.equal(settled.released, true)
    assert.equal(settled.paid + settled.fee, fullPrice())
    assert.equal(settled.paid + settled.fee + settled.refunded, settled.locked)
    assert.deepEqual(world.nodes[0]!.totals.at(-1), fullPrice())
    assert.equal(world.supply(), supply)
    assert.deepEqual(world.market.writes, ['fund', 'settle', 'releaseDone'])
  })

  it('runs two parts on two specialists under one job and merges them in order', async () => {
    const world = await aMarket([{ nodeId: 1 }, { nodeId: 2, role: 'tools' }])

    const result = await collectJob(
      submitJob(
        world.client,
        aRequest({ prompt: 'what is 482 + 39, and book a meeting on 14 March 2027 at 3 pm' }),
      ),
    )

    assert.equal(
      result.answer,
      '1. (math) answer to what is 482 + 39\n2. (tools) answer to book a meeting on 14 March 2027 at 3 pm',
    )
    assert.deepEqual(
      world.nodes.map(({ prompts }) => prompts),
      [['what is 482 + 39'], ['book a meeting on 14 March 2027 at 3 pm']],
    )
    assert.equal(result.receipts.length, 2)
    assert.equal(world.market.writes.filter((name) => name === 'fund').length, 1)
  })

  it('pays two tasks of one node by one running total', async () => {
    const world = await aMarket([{ nodeId: 1 }])

    const result = await collectJob(
      submitJob(world.client, aRequest({ prompt: 'what is 2 + 2, and what is 3 + 3?' })),
    )

    const [first, second] = result.receipts.map(({ receipt }) => receipt.receipt.amount)
    assert.equal(result.settled.nodes.length, 1)
    assert.equal(result.settled.nodes[0]!.claimed, first! + second!)
    assert.equal(result.settled.released, true)
  })

  it('asks the cheaper node and keeps the other as a funded stand-by', async () => {
    const world = await aMarket([{ nodeId: 1, prices: DEAR }, { nodeId: 2 }])

    const events = await runJob(world)

    assert.equal(find(events, 'matched')?.nodeId, 2)
    assert.deepEqual(find(events, 'funded')?.nodeIds, [2, 1])
    assert.match(find(events, 'routed')!.reason, /^Node 2 has the best score of 2/)
    assert.equal(find(events, 'settled')?.released, true)
  })

  it('takes the cheapest node when the budget covers no better one', async () => {
    const runWith = async (maxBudget: bigint) => {
      const world = await aMarket([{ nodeId: 1, prices: DEAR, stake: 1n << 60n }, { nodeId: 2 }])
      // a random source of 0 draws a newcomer by stake, which is the dear one
      const client = { ...world.client, random: () => 0 }
      return runJob({ ...world, client }, { maxBudget })
    }

    const rich = await runWith(100_000n)
    const poor = await runWith(6_500n)

    assert.equal(find(rich, 'matched')?.nodeId, 1)
    assert.equal(find(poor, 'matched')?.nodeId, 2)
    assert.match(find(poor, 'routed')!.reason, /^Node 2 is the cheapest/)
  })

  it('gives a later task the answer that it depends on', async () => {
    const world = await aMarket([{ nodeId: 1 }, { nodeId: 2, role: 'summary' }])
    const planner: Planner = {
      plan: async ({ prompt }) => ({
        reason: 'test',
        tasks: [
          { id: 'short', role: 'summary', text: 'in one line', dependsOn: ['sum'] },
          { id: 'sum', role: 'math', text: prompt, dependsOn: [] },
        ],
      }),
    }

    const events = await runJob({ ...world, client: { ...world.client, planner } })

    assert.deepEqual(world.nodes[1]!.prompts, [`in one line\n\nanswer to ${PROMPT}`])
    assert.match(find(events, 'merged')!.answer, /^1\. \(summary\) answer to in one line/)
  })

  it('searches a node once for jobs that start at the same time', async () => {
    const world = await aMarket([{ nodeId: 1 }])
    let searches = 0
    const transport = {
      ...world.transport,
      findRecord: async (...parameters: Parameters<typeof world.transport.findRecord>) => {
        searches++
        await new Promise(setImmediate)
        return world.transport.findRecord(...parameters)
      },
    }
    const client = { ...world.client, transport }

    const jobs = await Promise.all([1, 2, 3].map(() => runJob({ ...world, client })))

    assert.equal(searches, 1)
    assert.ok(jobs.every((events) => find(events, 'settled')?.released))
  })

  it('deposits only what the free balance lacks', async () => {
    const world = await aMarket([{ nodeId: 1 }])
    await runJob(world)
    const wallet = world.market.balances.wallet

    await runJob(world, { maxOutputTokens: 64 })

    assert.equal(world.market.balances.wallet, wallet)
  })

  it('uses a fresh session key, task id and envelope for every job', async () => {
    const world = await aMarket([{ nodeId: 1 }])
    await runJob(world)
    await runJob(world)

    const [first, second] = world.nodes[0]!.requests
    assert.notEqual(first!.sessionKey, second!.sessionKey)
    assert.notEqual(first!.taskId, second!.taskId)
    assert.notDeepEqual(first!.envelope.subarray(0, 32), second!.envelope.subarray(0, 32))
  })
})

describe('submitJob refuses before anything is signed', () => {
  const refusals: [string, Partial<JobRequest>, RegExp][] = [
    [
      'BUDGET_TOO_LOW',
      { maxBudget: 100n },
      /can cost up to 0\.\d+ dollars and the budget is 0\.0001/,
    ],
    [
      'PRICE_ABOVE_CEILING',
      { priceCeiling: { pricePer1kOutputTokens: 19_999n } },
      /asks 1000 .* 20000/,
    ],
    ['NO_SPECIALIST', { prompt: 'who won the world cup in 1998' }, /On offer: math/],
    ['NO_SPECIALIST', { prompt: 'translate good morning to French' }, /No node offers translation/],
    ['MODE_UNSUPPORTED', { mode: 'unlinked' }, /not served yet/],
    ['INPUT_INVALID', { prompt: '  ' }, /empty/],
    ['INPUT_INVALID', { maxOutputTokens: 0 }, /maxOutputTokens/],
    ['INPUT_TOO_LARGE', { prompt: '9'.repeat(70_000), role: 'math' }, /bytes/],
  ]
  for (const [code, changes, message] of refusals) {
    it(`${code}: ${JSON.stringify(changes, (_, value) => (typeof value === 'bigint' ? String(value) : value)).slice(0, 60)}`, async () => {
      const world = await aMarket([{ nodeId: 1 }])

      const events = await runJob(world, changes)

      const failed = events.at(-1)
      assert.ok(failed?.type === 'failed')
      assert.equal(failed.code, code)
      assert.match(failed.message, message)
      assert.deepEqual(world.market.writes, [])
    })
  }

  it('asks no other node than those it is told', async () => {
    const world = await aMarket([{ nodeId: 1 }, { nodeId: 2 }, { nodeId: 3 }])

    const events = await runJob(world, { role: 'math', nodeIds: [2 as NodeId] })

    const { ranking } = find(events, 'routed')!
    assert.deepEqual(
      ranking.map(({ nodeId }) => nodeId),
      [2],
    )
    assert.equal(find(events, 'answer')?.nodeId, 2)
  })

  it('asks the node first that it is told, and has another one stand by as for any job', async () => {
    const world = await aMarket([{ nodeId: 1 }, { nodeId: 2, prices: DEAR }, { nodeId: 3 }])

    const events = await runJob(world, { role: 'math', firstNodeId: 2 as NodeId })

    const { ranking, reason } = find(events, 'routed')!
    assert.equal(ranking[0]?.nodeId, 2)
    assert.equal(ranking.length, 3)
    assert.equal(reason, 'Node 2 is the one asked for.')
    assert.deepEqual(find(events, 'funded')?.nodeIds, [2, ranking[1]!.nodeId])
    assert.equal(find(events, 'answer')?.nodeId, 2)
  })

  it('NODE_OFFLINE: the node that is to be asked first gives no quote', async () => {
    const world = await aMarket([{ nodeId: 1 }])
    const events = await runJob(world, { role: 'math', firstNodeId: 2 as NodeId })
    assert.equal(find(events, 'failed')?.code, 'NODE_OFFLINE')
  })

  it('NO_NODES: nobody answers', async () => {
    const world = await aMarket([{ nodeId: 1 }])
    const client = {
      ...world.client,
      transport: { ...world.transport, findRecord: async () => undefined },
    }

    const events = await runJob({ ...world, client })

    assert.equal(find(events, 'failed')?.code, 'NO_NODES')
  })
})

describe('submitJob cancelled', () => {
  it('pays what arrived and refunds the rest when the reader leaves', async () => {
    const world = await aMarket([{ nodeId: 1, tokens: 200 }])
    const supply = world.supply()

    for await (const event of submitJob(world.client, aRequest())) {
      if (event.type === 'voucher') break
    }

    assert.deepEqual(world.market.writes, ['fund', 'settle', 'releaseDone'])
    const { owed, fees } = world.market.balances
    assert.deepEqual([...world.nodes[0]!.vouched.values()], [owed + fees])
    assert.ok(owed + fees >= world.nodes[0]!.totals.at(-1)!)
    assert.ok(owed + fees < fullPrice(200))
    assert.equal(world.supply(), supply)
  })

  it('ends with ABORTED when the signal fires', async () => {
    const world = await aMarket([{ nodeId: 1, lie: { stallAt: 4 } }])
    const controller = new AbortController()
    const events: JobEvent[] = []

    for await (const event of submitJob(world.client, {
      ...aRequest(),
      signal: controller.signal,
    })) {
      events.push(event)
      if (event.type === 'token') controller.abort()
    }

    assert.equal(find(events, 'failed')?.code, 'ABORTED')
    assert.equal(find(events, 'settled')?.released, true)
  })
})
