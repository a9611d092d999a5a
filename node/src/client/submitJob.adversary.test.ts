import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { NodeMessage } from '#protocol/taskMessages.ts'
import { aMarket } from '#testing/aMarket.ts'
import { DEAR, find, fullPrice, PROMPT, runJob } from '#testing/marketJobs.ts'
import type { Lie } from '#testing/marketNode.ts'
import { DEFAULT_LIMITS } from './createClient.ts'

/** Only a node that falls silent is given up; the others must not seem silent on a busy machine. */
const patienceFor = ({ stallAt }: Lie) =>
  stallAt === undefined ? {} : { acceptTimeoutMs: 300, stallTimeoutMs: 100 }
/** With nobody to take over, silence is only over at the deadline; what is not silence must not meet it. */
const deadlineFor = ({ stallAt }: Lie) => (stallAt === undefined ? {} : { deadlineSeconds: 1 })

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

      const events = await runJob(world, deadlineFor(lie))

      const failed = events.at(-1)
      assert.ok(failed?.type === 'failed')
      assert.equal(failed.code, lie.stallAt === undefined ? code : 'TASK_TIMEOUT')
      const settled = find(events, 'settled')!
      assert.ok(settled.nodes[0]!.vouched <= fullPrice())
      if (settled.released)
        assert.equal(settled.paid + settled.fee + settled.refunded, settled.locked)
      else assert.ok(settled.releasableAt! > world.market.now)
      assert.equal(world.supply(), supply)
    })
  }

  it('waits less than 5 s for a silent node when another could take over', () => {
    const { acceptTimeoutMs, stallTimeoutMs } = DEFAULT_LIMITS
    assert.ok(Math.max(acceptTimeoutMs, stallTimeoutMs) < 5_000)
  })

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
    const world = await aMarket([
      { nodeId: 1, lie },
      { nodeId: 2, lie, prices: DEAR },
      { nodeId: 3, prices: { ...DEAR, pricePer1kOutputTokens: 50_000n } },
    ])

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
