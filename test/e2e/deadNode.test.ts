import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { readJob } from '#chain/readJob.ts'
import type { ComposedClient } from '#cli/composeClient.ts'
import { auditJob } from '#client/auditJob.ts'
import type { Client } from '#client/createClient.ts'
import type { JobEvent } from '#client/jobEvents.ts'
import { submitJob } from '#client/submitJob.ts'
import { watchJob } from '#client/watchJob.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import { type Money, moneyMoved, readMoney } from '../../scripts/demo/readMoney.ts'
import { processTree } from '../../scripts/devnet/memoryMeter.ts'
import type { Devnet, DevnetNode } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet, temporaryFolder } from '../support/aDevnet.ts'
import { aRequester, later } from '../support/aRequester.ts'
import { claimedOf } from '../support/claimedOf.ts'
import { stillRunning } from '../support/processes.ts'
import { slowModel } from '../support/slowModel.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
const BUDGET = 200_000n
/** How long is waited for the end of what a killed node had started (ms). */
const END_MS = 60_000
/** A day of grace, and the job's own time. */
const PAST_GRACE_SECONDS = 86_400 + 1_000

describe('a node that is killed in mid-stream', () => {
  let devnet: Devnet
  let requester: ComposedClient
  let start: Money
  /** The jobs whose node was killed, and what was paid for each, fee included. */
  const jobs: { readonly job: KilledJob; readonly gross: bigint }[] = []

  before(async () => {
    const folder = temporaryFolder()
    const model = await slowModel(folder, 'writing')
    devnet = await aDevnet({ folder, nodes: [['writing'], ['writing']], models: [model] })
    requester = await aRequester(devnet)
    start = await money()
  })
  after(async () => {
    await requester?.close()
    await devnet?.stop()
  })

  const money = () =>
    readMoney(requester.chain, {
      requesters: [devnet.requesters[0]!.address],
      nodeIds: devnet.nodes.map(({ nodeId }) => nodeId),
    })

  it('is replaced as soon as it is gone, and paid at most its last voucher', BOUNDED, async (t) => {
    const job = await runKilling(requester.client, devnet)

    const rerouted = job.events.find(({ type }) => type === 'rerouted')
    assert.ok(rerouted?.type === 'rerouted', job.types)
    assert.deepEqual([rerouted.from, rerouted.code], [job.dead.nodeId, 'NODE_OFFLINE'])
    // the requester is patient, so it was not by a time-out
    t.diagnostic(`re-routed ${Math.round(job.msAfterKill.get(rerouted)!)} ms after the kill`)
    const merged = job.events.find(({ type }) => type === 'merged')
    assert.ok(merged?.type === 'merged' && merged.complete && merged.answer.length > 0, job.types)
    assert.deepEqual(await stillRunning(job.pids, END_MS), [], 'its runtime outlived it')

    const { settled } = job
    const survivor = settled.nodes.find(({ nodeId }) => nodeId === rerouted.to)!
    assert.equal(survivor.claimed, survivor.vouched)
    assert.equal(settled.paid + settled.fee, survivor.claimed)
    // nobody can say Done for the dead node, so its share waits for the grace
    assert.equal(settled.released, false)
    const claimed = await claimedOf(requester.chain, { jobId: job.jobId, nodeId: job.dead.nodeId })
    assert.ok(claimed <= job.lastVoucher(job.dead.nodeId), `${claimed} were claimed`)
    assert.equal(moneyMoved(start, await money()).paid, settled.paid)
    jobs.push({ job, gross: settled.paid + settled.fee })
  })

  it('fails the job when no other is there, and the rest comes back', BOUNDED, async () => {
    const job = await runKilling(requester.client, devnet)

    const failed = job.events.at(-1)
    assert.ok(failed?.type === 'failed', job.types)
    assert.equal(failed.code, 'NODE_OFFLINE')
    assert.equal(job.settled.released, false)
    assert.equal((await readJob(requester.chain, job.jobId))?.status, 'Closing')
    assert.ok(job.lastVoucher(job.dead.nodeId) > 0n)
    assert.deepEqual(await stillRunning(job.pids, END_MS), [])

    // the voucher was never handed in, so all of it comes back
    jobs.push({ job, gross: 0n })
  })

  it('leaves nothing locked once the grace is over', BOUNDED, async () => {
    const wiser = await later(devnet, requester.client, PAST_GRACE_SECONDS)
    for (const { job, gross } of jobs) {
      const settled = (await Array.fromAsync(watchJob(wiser, job.jobId))).at(-1)
      assert.ok(settled?.type === 'settled', inspect(settled))
      assert.equal(settled.released, true)
      assert.equal(settled.paid + settled.fee, gross)
      assert.equal(settled.refunded, settled.locked - gross)
      const { checks } = await auditJob(wiser, job.jobId)
      assert.deepEqual(
        checks.filter(({ ok }) => !ok),
        [],
      )
    }
    const moved = moneyMoved(start, await money())
    assert.ok(moved.conserved)
    assert.equal(
      moved.spent,
      jobs.reduce((sum, { gross }) => sum + gross, 0n),
    )
  })
})

type KilledJob = {
  readonly events: readonly JobEvent[]
  readonly types: string
  /** Milliseconds between the kill and an event. */
  readonly msAfterKill: ReadonlyMap<JobEvent, number>
  readonly dead: DevnetNode
  /** The killed node and what it had started. */
  readonly pids: readonly number[]
  readonly jobId: JobId
  readonly settled: Extract<JobEvent, { type: 'settled' }>
  readonly lastVoucher: (nodeId: NodeId) => bigint
}

/** Runs a job and kills the node that serves it right after its first voucher. */
async function runKilling(client: Client, devnet: Devnet): Promise<KilledJob> {
  const events: JobEvent[] = []
  const msAfterKill = new Map<JobEvent, number>()
  let dead: DevnetNode | undefined
  let pids: readonly number[] = []
  let killedAt = Number.NaN
  for await (const event of submitJob(client, {
    prompt: 'tell me a long story',
    role: 'writing',
    maxBudget: BUDGET,
    maxOutputTokens: 400,
    mode: 'transit',
  })) {
    events.push(event)
    msAfterKill.set(event, performance.now() - killedAt)
    if (event.type !== 'voucher' || dead) continue
    dead = devnet.nodes.find(({ nodeId }) => nodeId === event.nodeId)!
    pids = processTree(dead.process.pid)
    assert.ok(pids.length > 1, 'the node has no runtime process')
    killedAt = performance.now()
    process.kill(dead.process.pid, 'SIGKILL')
  }
  const types = events.map(({ type }) => type).join(' ')
  const settled = events.find((event) => event.type === 'settled')
  assert.ok(dead && settled?.type === 'settled', types)
  return {
    events,
    types,
    msAfterKill,
    dead,
    pids,
    jobId: settled.jobId,
    settled,
    lastVoucher: (nodeId) =>
      events.reduce(
        (last, event) => (event.type === 'voucher' && event.nodeId === nodeId ? event.total : last),
        0n,
      ),
  }
}
