import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { JobHistoryEvent } from '#chain/jobHistory.ts'
import { isWitanError } from '#protocol/errors.ts'
import { parseJobId } from '#protocol/ids.ts'
import { aMarket } from '#testing/aMarket.ts'
import { auditJob } from './auditJob.ts'
import { collectJob } from './collectJob.ts'
import { decodeJournal } from './journal.ts'
import type { ReadingPort } from './ports.ts'
import { submitJob } from './submitJob.ts'

async function aFinishedJob() {
  const world = await aMarket([{ nodeId: 1 }, { nodeId: 2, role: 'tools' }])
  const result = await collectJob(
    submitJob(world.client, {
      prompt: 'what is 482 + 39, and book a meeting on 14 March 2027 at 3 pm',
      mode: 'transit',
      maxBudget: 100_000n,
    }),
  )
  const { jobId } = result.settled
  const { opening } = decodeJournal((await world.client.journal.load(jobId))!)
  const receipts = result.receipts.map(({ receipt }) => receipt)
  return { ...world, result, jobId, options: { receipts, opening } }
}

/** The same chain with another history. */
function lying(
  chain: ReadingPort,
  change: (event: JobHistoryEvent) => readonly JobHistoryEvent[],
): { chain: ReadingPort } {
  const readJobHistory: ReadingPort['readJobHistory'] = async (jobId) =>
    (await chain.readJobHistory(jobId)).flatMap(change)
  return { chain: { ...chain, readJobHistory } }
}

describe('auditJob', () => {
  it('agrees with a finished job and adds its money up', async () => {
    const { client, jobId, options, result } = await aFinishedJob()

    const audit = await auditJob(client, jobId, options)

    assert.deepEqual(
      audit.checks.filter(({ ok }) => !ok),
      [],
    )
    assert.ok(audit.ok && audit.checks.length > 20)
    const { paid, fee, refunded, locked } = result.settled
    assert.deepEqual(
      [audit.paid, audit.fee, audit.refunded, audit.locked, audit.open, audit.status],
      [paid, fee, refunded, locked, 0n, 'Released'],
    )
    assert.ok(audit.checks.every(({ command }) => command === `witan audit ${jobId}`))
  })

  it('agrees with a job that waits for its grace', async () => {
    const world = await aMarket([{ nodeId: 1, lie: { withholdsDone: true } }])
    const result = await collectJob(
      submitJob(world.client, { prompt: 'what is 2 + 2', mode: 'transit', maxBudget: 10_000n }),
    )

    const audit = await auditJob(world.client, result.settled.jobId)

    assert.deepEqual(
      audit.checks.filter(({ ok }) => !ok),
      [],
    )
    assert.equal(audit.status, 'Closing')
    assert.equal(audit.open, audit.locked)
  })

  it('names what was changed in the events', async () => {
    const { client, jobId } = await aFinishedJob()
    const changes: [RegExp, (event: JobHistoryEvent) => readonly JobHistoryEvent[]][] = [
      [/refund is what/, (e) => [e.type === 'released' ? { ...e, refund: e.refund + 1n } : e]],
      [/job id/, (e) => [e.type === 'funded' ? { ...e, deadline: e.deadline + 1 } : e]],
      [/refund is what/, (e) => (e.type === 'settled' ? [] : [e])],
      [/settled row 2/, (e) => (e.type === 'settled' ? [e, e] : [e])],
      [/status on chain/, (e) => (e.type === 'released' ? [] : [e])],
      [
        /settled row 1/,
        (e) => [
          e.type === 'settled'
            ? { ...e, rows: e.rows.map((row) => ({ ...row, status: 'Stale' })) }
            : e,
        ],
      ],
    ]
    for (const [name, change] of changes) {
      const audit = await auditJob(lying(client.chain, change), jobId)

      assert.equal(audit.ok, false)
      const failed = audit.checks.filter(({ ok }) => !ok).map((check) => check.name)
      assert.ok(
        failed.some((text) => name.test(text)),
        `${name}: ${failed.join(' | ')}`,
      )
    }
  })

  it('names what was changed in a receipt', async () => {
    const { client, jobId, options } = await aFinishedJob()
    const [signed] = options.receipts
    const changed = { ...signed!, receipt: { ...signed!.receipt, amount: 1_000_000n } }

    const audit = await auditJob(client, jobId, { receipts: [changed, changed] })

    const failed = audit.checks
      .filter(({ ok }) => !ok)
      .map(({ name }) => name.replace(/0x\w+/, 'x'))
    assert.deepEqual(failed, [
      'receipt x of node 1: signed by the node',
      'receipt x of node 1: signed by the node',
      'one receipt per task',
      'node 1 was paid its receipts of 2000000',
    ])
  })

  it('refuses a job that the chain does not know with JOB_NOT_OPEN', async () => {
    const { client } = await aFinishedJob()

    await assert.rejects(auditJob(client, parseJobId(`0x${'12'.repeat(20)}`)), (error) =>
      isWitanError(error, 'JOB_NOT_OPEN'),
    )
  })

  it('property: leaving any event out or doubling it is noticed', async () => {
    const { client, jobId } = await aFinishedJob()
    const count = (await client.chain.readJobHistory(jobId)).length
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: count - 1 }), fc.boolean(), async (at, isDoubled) => {
        let position = 0
        const change = (event: JobHistoryEvent) => {
          if (position++ !== at) return [event]
          return isDoubled ? [event, event] : []
        }
        try {
          const audit = await auditJob(lying(client.chain, change), jobId)
          // the same terms or the same release twice say nothing new
          const { type } = (await client.chain.readJobHistory(jobId))[at]!
          assert.ok(!audit.ok || (isDoubled && type !== 'settled'))
        } catch (error) {
          assert.ok(isWitanError(error, 'JOB_NOT_OPEN'))
        }
      }),
    )
  })
})
