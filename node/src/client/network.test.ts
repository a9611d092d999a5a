import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readFreeBalance } from '#chain/readFreeBalance.ts'
import { readTokenBalance } from '#chain/readTokenBalance.ts'
import { aNetwork, type Network } from '#testing/aNetwork.ts'
import { auditJob } from './auditJob.ts'
import { collectJob } from './collectJob.ts'
import type { JobEvent } from './jobEvents.ts'
import { submitJob } from './submitJob.ts'

const BOUNDED = { timeout: 300_000 }
/** Longer than any test: only what vanishes may count as gone, however busy the machine is. */
const PATIENCE_MS = 600_000
/** What stands still in the middle of its answers, which have over 150 tokens, so that it is killed there. */
const held = new Set<string>()
const never = new Promise<void>(() => {})
const answering = (last: string) => ({
  runtime: {
    answer: () => `${'x'.repeat(600)}${last}`,
    gate: (token: number) => (token >= 50 && held.has(last) ? never : undefined),
  },
})
const booking = '{"tool":"calendar.create"}'
const REQUEST = { prompt: 'what is 2 + 2', mode: 'transit', maxBudget: 1_000_000n } as const

/** The three tests are one story: each later one loses one more node. */
describe('a client on a real network', () => {
  let network: Network

  before(async () => {
    network = await aNetwork(
      [
        { role: 'math', ...answering('first') },
        { role: 'tools', runtime: { answer: () => booking } },
        { role: 'math', price: 30_000n, ...answering('second') },
      ],
      {
        quoteTimeoutMs: PATIENCE_MS,
        secondQuoteMs: PATIENCE_MS,
        lateQuoteMs: PATIENCE_MS,
        acceptTimeoutMs: PATIENCE_MS,
        stallTimeoutMs: PATIENCE_MS,
        doneTimeoutMs: PATIENCE_MS,
      },
    )
  })
  after(() => network[Symbol.asyncDispose]())

  it(
    'pays two specialists for a two-part request, releases the rest, and the audit agrees',
    BOUNDED,
    async (t) => {
      const { client, requester } = network
      const account = requester.account!
      const before = await readTokenBalance(requester, account)
      const startedAt = performance.now()

      const result = await collectJob(
        submitJob(client, {
          ...REQUEST,
          prompt: 'what is 482 + 39, and book a meeting on 14 March 2027 at 3 pm',
        }),
        {
          onEvent: ({ type }) => {
            if (type === 'token' || type === 'voucher') return
            t.diagnostic(`${Math.round(performance.now() - startedAt)} ms ${type}`)
          },
        },
      )

      assert.match(
        result.answer,
        /^1\. \(math\) x+first\n2\. \(tools\) \{"tool":"calendar.create"\}$/,
      )
      const { settled } = result
      assert.equal(settled.released, true)
      assert.equal(settled.nodes.length, 3)
      assert.equal(settled.paid + settled.fee + settled.refunded, settled.locked)
      assert.equal(before - (await readTokenBalance(requester, account)), settled.locked)
      assert.equal(await readFreeBalance(requester, account), settled.refunded)
      const audit = await auditJob(client, settled.jobId, {
        receipts: result.receipts.map(({ receipt }) => receipt),
      })
      assert.deepEqual(
        audit.checks.filter(({ ok }) => !ok),
        [],
      )
      assert.deepEqual(
        [audit.paid, audit.fee, audit.refunded],
        [settled.paid, settled.fee, settled.refunded],
      )
    },
  )

  it(
    'takes the other node as soon as the serving one is gone, which keeps its last voucher',
    BOUNDED,
    async (t) => {
      held.add('first')
      const events: JobEvent[] = []
      const [first, , second] = network.nodes
      let killedAt = 0
      let reroutedAt = 0

      for await (const event of submitJob(network.client, REQUEST)) {
        events.push(event)
        if (event.type === 'rerouted') reroutedAt = performance.now()
        if (event.type !== 'voucher' || killedAt > 0) continue
        killedAt = performance.now()
        await first!.kill()
      }

      const rerouted = events.find((event) => event.type === 'rerouted')
      assert.deepEqual(
        [rerouted?.from, rerouted?.to, rerouted?.code],
        [first!.nodeId, second!.nodeId, 'NODE_OFFLINE'],
      )
      // no patience was lost on it: that would have taken minutes
      t.diagnostic(`re-routed ${Math.round(reroutedAt - killedAt)} ms after the kill`)
      assert.match(events.find((event) => event.type === 'merged')!.answer, /second$/)
      const settled = events.find((event) => event.type === 'settled')!
      const dead = settled.nodes.find(({ nodeId }) => nodeId === first!.nodeId)!
      const vouchers = events.filter((event) => event.type === 'voucher')
      assert.equal(dead.vouched, vouchers.findLast(({ nodeId }) => nodeId === dead.nodeId)?.total)
      assert.ok(dead.claimed <= dead.vouched)
      assert.equal(settled.released, false)
      assert.ok(settled.releasableAt! > Date.now() / 1000)
    },
  )

  it(
    'ends with an error and vouches for what came when the last node is killed, too',
    BOUNDED,
    async () => {
      held.add('second')
      const events: JobEvent[] = []

      for await (const event of submitJob(network.client, REQUEST)) {
        events.push(event)
        if (event.type === 'voucher') await network.nodes[2]!.kill()
      }

      const failed = events.at(-1)
      assert.ok(failed?.type === 'failed')
      assert.equal(failed.code, 'NODE_OFFLINE')
      const settled = events.find((event) => event.type === 'settled')!
      const vouched = settled.nodes.reduce((sum, node) => sum + node.vouched, 0n)
      assert.ok(vouched > 0n && vouched < settled.locked)
    },
  )
})
