import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ComposedClient } from '#cli/composeClient.ts'
import { collectJob, type JobResult } from '#client/collectJob.ts'
import { submitJob } from '#client/submitJob.ts'
import { moneyMoved, readMoney } from '../../scripts/demo/readMoney.ts'
import { DEMO_NODES } from '../../scripts/devnet/demoNodes.ts'
import { startMemoryMeter } from '../../scripts/devnet/memoryMeter.ts'
import type { Devnet } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet } from '../support/aDevnet.ts'
import { aRequester } from '../support/aRequester.ts'
import { healthOf } from '../support/healthOf.ts'

const BOUND_MS = 300_000
const TASKS = 100
/** A hundred settlements stand in line before the last node can say Done. */
const LIMITS = { doneTimeoutMs: 200_000 }

type Finished = JobResult & { readonly ms: number; readonly right: boolean }

describe(`${TASKS} tasks at once, from two clients, over ${DEMO_NODES.length} nodes`, () => {
  let devnet: Devnet
  const clients: ComposedClient[] = []

  before(async () => {
    devnet = await aDevnet({ nodes: DEMO_NODES })
    clients.push(await aRequester(devnet, { number: 0, limits: LIMITS }))
    clients.push(await aRequester(devnet, { number: 1, limits: LIMITS }))
  })
  after(async () => {
    for (const client of clients) await client.close()
    await devnet?.stop()
  })

  it('complete, and every micro-dollar is accounted for', { timeout: BOUND_MS }, async () => {
    using memory = startMemoryMeter()
    const before = await money()
    const startedAt = performance.now()
    const jobs = await Promise.all(
      Array.from({ length: TASKS }, (_, i) => ask(clients[i % clients.length]!, i)),
    )
    const seconds = (performance.now() - startedAt) / 1_000
    const after = await money()

    const wrong = jobs.filter(({ right, complete }) => !right || !complete)
    assert.deepEqual(
      wrong.map(({ answer }) => answer),
      [],
    )
    for (const { settled } of jobs) {
      assert.equal(settled.released, true)
      assert.equal(settled.locked, settled.paid + settled.fee + settled.refunded)
    }
    const moved = moneyMoved(before, after)
    const total = (name: 'paid' | 'fee') =>
      jobs.reduce((sum, { settled }) => sum + settled[name], 0n)
    assert.equal(moved.conserved, true)
    assert.deepEqual([moved.paid, moved.fee], [total('paid'), total('fee')])
    for (const node of devnet.nodes) {
      const { tasks, vouched, settled } = await healthOf(node, ({ running }) => running === 0)
      assert.deepEqual([tasks.failed, vouched], [0, settled], `node ${node.nodeId}`)
    }
    console.log(JSON.stringify(figuresOf(jobs, { seconds, moved, memory })))
  })

  const money = () =>
    readMoney(clients[0]!.chain, {
      requesters: devnet.requesters.map(({ address }) => address),
      nodeIds: devnet.nodes.map(({ nodeId }) => nodeId),
    })
})

/** Asks one thing of two kinds, and says whether the answer is right. */
async function ask({ client }: ComposedClient, i: number): Promise<Finished> {
  const [a, b] = [100 + i, 417 + 3 * i]
  const [prompt, truth] =
    i % 4 < 2
      ? [`what is ${a} + ${b}`, `= ${a + b}`]
      : [`set a timer for ${i + 2} minutes`, `PT${i + 2}M`]
  const startedAt = performance.now()
  const job = await collectJob(
    submitJob(client, { prompt, maxBudget: 100_000n, mode: 'transit', deadlineSeconds: 240 }),
  )
  return { ...job, ms: performance.now() - startedAt, right: job.answer.includes(truth) }
}

function figuresOf(
  jobs: readonly Finished[],
  {
    seconds,
    moved,
    memory,
  }: {
    readonly seconds: number
    readonly moved: ReturnType<typeof moneyMoved>
    readonly memory: ReturnType<typeof startMemoryMeter>
  },
) {
  const times = jobs.map(({ ms }) => Math.round(ms)).sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(share * (times.length - 1))]
  return {
    tasks: jobs.length,
    seconds: Number(seconds.toFixed(1)),
    jobMs: { p50: at(0.5), p95: at(0.95), max: at(1) },
    reroutes: jobs.reduce((sum, { reroutes }) => sum + reroutes.length, 0),
    paid: String(moved.paid),
    fee: String(moved.fee),
    conserved: moved.conserved,
    peakMemoryMb: memory.peakMb(),
  }
}
