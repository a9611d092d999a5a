import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { costOf } from '#protocol/price.ts'
import type { NodeMessage } from '#protocol/taskMessages.ts'
import { aMarket, type Market } from '#testing/aMarket.ts'
import type { Lie } from '#testing/marketNode.ts'
import { collectJob } from './collectJob.ts'
import type { JobEvent } from './jobEvents.ts'
import type { JobRequest } from './jobRequest.ts'
import { submitJob } from './submitJob.ts'

const PROMPT = 'what is 482 + 39'
const DEAR = { pricePer1kInputBytes: 1000n, pricePer1kOutputTokens: 40_000n }
const aRequest = (changes: Partial<JobRequest> = {}): JobRequest => ({
  prompt: PROMPT,
  mode: 'transit',
  maxBudget: 100_000n,
  ...changes,
})

async function runJob({ client }: Market, changes: Partial<JobRequest> = {}): Promise<JobEvent[]> {
  const events: JobEvent[] = []
  for await (const event of submitJob(client, aRequest(changes))) events.push(event)
  return events
}

function find<T extends JobEvent['type']>(events: readonly JobEvent[], type: T) {
  return events.find((event): event is Extract<JobEvent, { type: T }> => event.type === type)
}

/** What the node can have earned by its honest answer. */
const fullPrice = (
  tokens = 40,
  prices = { pricePer1kInputBytes: 1000n, pricePer1kOutputTokens: 20_000n },
) => costOf(prices, { inputBytes: PROMPT.length, outputTokens: tokens })

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

/** Only a node that falls silent is waited for; the others must not seem silent on a busy machine. */
const patienceFor = ({ stallAt }: Lie) =>
  stallAt === undefined ? {} : { acceptTimeoutMs: 300, stallTimeoutMs: 100 }

describe('submitJob against a node that cheats or fails', () => {
  const tamperFrame =
    (at: number, change: (frame: Uint8Array) => Uint8Array): Lie['tamper'] =>
    (message, position) =>
      message.type === 'frame' && position === at
        ? [{ type: 'frame', sealed: change(message.sealed) }]
        : [message]
  const flip = (frame: Uint8Array) => frame.map((byte, i) => (i === 40 ? byte ^ 1 : byte))

  const lies: [string, string, Lie][] = [
    [
      'overbills tokens',
      'RECEIPT_INVALID',
      { receipt: (r) => ({ ...r, outputTokens: r.outputTokens + 1 }) },
    ],
    [
      'overbills the amount',
      'RECEIPT_INVALID',
      { receipt: (r) => ({ ...r, amount: r.amount + 1n }) },
    ],
    [
      'overbills input bytes',
      'RECEIPT_INVALID',
      { receipt: (r) => ({ ...r, inputBytes: r.inputBytes + 1 }) },
    ],
    [
      'commits to other tokens',
      'RECEIPT_INVALID',
      { receipt: (r) => ({ ...r, transcriptRoot: r.requestHash }) },
    ],
    [
      'receipts another task',
      'RECEIPT_INVALID',
      { receipt: (r) => ({ ...r, taskId: r.quoteId as never }) },
    ],
    ['signs by a stranger', 'SIGNATURE_INVALID', { forgesSignature: true }],
    ['flips a bit of a frame', 'STREAM_INVALID', { tamper: tamperFrame(3, flip) }],
    ['leaves a frame out', 'STREAM_INVALID', { tamper: (m, i) => (i === 3 ? [] : [m]) }],
    ['repeats a frame', 'STREAM_INVALID', { tamper: (m, i) => (i === 3 ? [m, m] : [m]) }],
    ['cuts the stream', 'STREAM_INVALID', { cutAt: 4 }],
    ['ends without the last frame', 'STREAM_INVALID', { tamper: (m, i) => (i === 7 ? [] : [m]) }],
    ['stalls after the first frames', 'NODE_OFFLINE', { stallAt: 4 }],
    ['never answers', 'NODE_OFFLINE', { stallAt: 0 }],
    ['dies in the middle', 'NODE_OFFLINE', { dieAt: 4 }],
    ['refuses the task', 'UNPAID', { refusesWith: 'UNPAID' }],
    ['sends an envelope error', 'ENVELOPE_INVALID', { refusesWith: 'ENVELOPE_INVALID' }],
  ]

  for (const [name, code, lie] of lies) {
    it(`re-routes when it ${name}, and pays it for no more than was opened`, async () => {
      const world = await aMarket(
        [
          { nodeId: 1, lie },
          { nodeId: 2, prices: DEAR },
        ],
        {
          limits: patienceFor(lie),
        },
      )
      const supply = world.supply()

      const events = await runJob(world)

      const rerouted = find(events, 'rerouted')
      assert.deepEqual(rerouted && { ...rerouted }, {
        type: 'rerouted',
        taskId: '1',
        from: 1,
        to: 2,
        code,
      })
      assert.equal(find(events, 'merged')?.answer, `answer to ${PROMPT}`)
      assert.equal(find(events, 'answer')?.nodeId, 2)
      assert.ok((world.nodes[0]!.totals.at(-1) ?? 0n) <= fullPrice())
      const settled = find(events, 'settled')!
      const [cheat, honest] = settled.nodes
      assert.ok(cheat!.claimed <= fullPrice())
      assert.equal(honest!.claimed, settled.released ? fullPrice(40, DEAR) : honest!.claimed)
      assert.equal(world.supply(), supply)
    })

    it(`refunds when it ${name} and there is nobody else`, async () => {
      const world = await aMarket([{ nodeId: 1, lie }])
      const supply = world.supply()

      const events = await runJob(world, { deadlineSeconds: 1 })

      const failed = events.at(-1)
      assert.ok(failed?.type === 'failed')
      // with nobody to take over, silence is only over at the deadline
      assert.ok([code, 'TASK_TIMEOUT'].includes(failed.code), failed.code)
      const settled = find(events, 'settled')!
      assert.ok(settled.nodes[0]!.vouched <= fullPrice())
      if (settled.released)
        assert.equal(settled.paid + settled.fee + settled.refunded, settled.locked)
      else assert.ok(settled.releasableAt! > world.market.now)
      assert.equal(world.supply(), supply)
    })
  }

  it('notices a frame of an earlier task', async () => {
    const first: NodeMessage[] = []
    let jobs = 0
    const lie: Lie = {
      tamper: (message, position) => {
        if (position === 0) jobs++
        if (jobs === 1) first.push(message)
        return [jobs === 2 && position === 3 ? first[3]! : message]
      },
    }
    const world = await aMarket([{ nodeId: 1, lie }])
    await runJob(world)

    const events = await runJob(world)

    assert.equal(find(events, 'failed')?.code, 'STREAM_INVALID')
  })

  it('adds a third node by an amendment when the stand-by fails, too', async () => {
    const lie: Lie = { cutAt: 3 }
    const world = await aMarket(
      [
        { nodeId: 1, lie },
        { nodeId: 2, lie, prices: DEAR },
        { nodeId: 3, prices: { ...DEAR, pricePer1kOutputTokens: 50_000n } },
      ],
      { limits: { lateQuoteMs: 1000 } },
    )

    const events = await runJob(world)

    assert.deepEqual(
      events.filter((event) => event.type === 'rerouted').map(({ from, to }) => [from, to]),
      [
        [1, 2],
        [2, 3],
      ],
    )
    assert.deepEqual(
      world.market.writes.filter((name) => name === 'amend'),
      ['amend'],
    )
    assert.equal(find(events, 'answer')?.nodeId, 3)
    assert.equal(find(events, 'settled')?.released, true)
  })

  it('locks no more than the budget, even when a node fails', async () => {
    const world = await aMarket([
      { nodeId: 1, lie: { cutAt: 3 } },
      { nodeId: 2, prices: DEAR },
    ])
    const required = 1024n + 5120n

    const events = await runJob(world, { maxBudget: required + 1n })

    assert.equal(events.at(-1)?.type, 'failed')
    const settled = find(events, 'settled')!
    assert.ok(settled.locked <= required + 1n)
    assert.equal(settled.nodes.length, 1)
  })

  it('closes the job and says when the rest comes back when a node withholds its Done', async () => {
    const world = await aMarket([{ nodeId: 1, lie: { withholdsDone: true } }])

    const events = await runJob(world)

    const settled = find(events, 'settled')!
    assert.equal(settled.released, false)
    assert.equal(settled.releasableAt, world.market.now + 86_400)
    assert.deepEqual(world.market.writes, ['fund', 'close'])
  })

  it('does not release on a Done above what was vouched', async () => {
    const world = await aMarket([{ nodeId: 1, lie: { doneTotal: 1_000_000n } }])

    const events = await runJob(world)

    assert.equal(find(events, 'settled')?.released, false)
    assert.ok(!world.market.writes.includes('releaseDone'))
  })

  it('waits for a place when the only node is full', async () => {
    const world = await aMarket([{ nodeId: 1 }])
    const open = world.transport.openTaskStream
    let refusals = 2
    const transport = {
      ...world.transport,
      openTaskStream: async (...parameters: Parameters<typeof open>) => {
        const stream = await open(...parameters)
        if (refusals-- <= 0) return stream
        return { ...stream, send: async () => {}, messages: busy() }
      },
    }
    async function* busy(): AsyncGenerator<NodeMessage> {
      yield { type: 'error', code: 'NODE_BUSY', message: '' }
    }

    const events = await runJob({ ...world, client: { ...world.client, transport } })

    assert.equal(find(events, 'merged')?.complete, true)
    assert.equal(find(events, 'rerouted'), undefined)
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

describe('submitJob under any stream of frames', () => {
  it('property: vouchers only grow and never pass what was opened at the quoted price', async () => {
    const anyLie = fc.record({
      drops: fc.array(fc.nat({ max: 12 }), { maxLength: 2 }),
      repeats: fc.array(fc.nat({ max: 12 }), { maxLength: 2 }),
      cutAt: fc.option(fc.nat({ max: 14 }), { nil: undefined }),
      extra: fc.bigInt({ min: -5n, max: 5n }),
      tokens: fc.integer({ min: 1, max: 70 }),
    })
    await fc.assert(
      fc.asyncProperty(anyLie, async ({ drops, repeats, cutAt, extra, tokens }) => {
        const lie: Lie = {
          cutAt,
          receipt: (receipt) => ({
            ...receipt,
            amount: receipt.amount + extra < 0n ? 0n : receipt.amount + extra,
          }),
          tamper: (message, i) => {
            if (message.type !== 'frame') return [message]
            if (drops.includes(i)) return []
            return repeats.includes(i) ? [message, message] : [message]
          },
        }
        const world = await aMarket([{ nodeId: 1, lie, tokens }])
        const supply = world.supply()

        const events = await runJob(world)

        const { totals } = world.nodes[0]!
        assert.ok(totals.every((total, i) => i === 0 || total >= totals[i - 1]!))
        assert.ok((totals.at(-1) ?? 0n) <= fullPrice(tokens))
        const opened = events.flatMap((event) => (event.type === 'token' ? [event.tokens] : []))
        assert.ok((totals.at(-1) ?? 0n) <= fullPrice(opened.at(-1) ?? 0))
        const settled = find(events, 'settled')!
        assert.equal(settled.paid + settled.fee + settled.refunded, settled.locked)
        assert.equal(world.supply(), supply)
      }),
      { numRuns: 40 },
    )
  })

  it('property: whatever the budget, no more than it is ever locked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: 0n, max: 40_000n }), async (maxBudget) => {
        const world = await aMarket([
          { nodeId: 1, lie: { cutAt: 2 } },
          { nodeId: 2 },
          { nodeId: 3, prices: DEAR },
        ])

        const events = await runJob(world, { maxBudget })

        assert.ok((find(events, 'settled')?.locked ?? 0n) <= maxBudget)
      }),
      { numRuns: 20 },
    )
  })
})
