import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'
import { doneTypedData } from '#protocol/typedData.ts'
import { openStore } from '#store/openStore.ts'
import type { MemoryStream } from '#testing/memoryStream.ts'
import {
  aDoneRequestOf,
  aMathRequest,
  anIdentity,
  aProviderBench,
  aTaskOf,
  aVoucherOf,
  type FundedJob,
  type ProviderBench,
  type ProviderBenchOptions,
  seconds,
} from '#testing/providerBench.ts'
import { converse } from '#testing/requesterDouble.ts'
import { chooseRows, type SettlementPolicy } from './settlementPolicy.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-settle-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** One ETH is 3,000 dollars, so this is half a dollar. */
const HALF_DOLLAR_WEI = 10n ** 18n / 6_000n
const keyOf = ({ jobId, nodeId, index }: FundedJob) => ({ jobId, nodeId, index })

/** A provider with one job that paid, and nothing settled. */
async function aPaidJob(options: ProviderBenchOptions = {}, deadline?: number) {
  const bench = await aProviderBench(options)
  bench.escrow.feeWei = HALF_DOLLAR_WEI
  const job = bench.fund({ cap: 20_000_000n, ...(deadline !== undefined && { deadline }) })
  const sealed = await aTaskOf(bench, job, await bench.provider.quote(aMathRequest()))
  const { receipt } = await converse(bench, job, sealed)
  return { bench, job, amount: receipt!.receipt.amount }
}

const pay = async (bench: ProviderBench, job: FundedJob, total: bigint) =>
  bench.provider.receipt({ type: 'voucher', voucher: await aVoucherOf(bench, job, total) })

const askDone = async (bench: ProviderBench, job: FundedJob) =>
  bench.provider.receipt(await aDoneRequestOf(bench, job))
const OTHER = parseNodeId(8)

describe('settlementWorker', () => {
  it('waits while the fee is above its share of the value and settles once it is not', async () => {
    const { bench, job } = await aPaidJob()
    await using _ = bench
    await pay(bench, job, 9_999_999n)
    await bench.provider.settlement.settleDue()
    assert.deepEqual(bench.escrow.settlements, [])

    await pay(bench, job, 10_000_000n)
    await bench.provider.settlement.settleDue()
    assert.deepEqual(bench.escrow.settlements, [[10_000_000n]])
    assert.equal(bench.store.vouchers.get(keyOf(job))?.settled, 10_000_000n)
    assert.equal(bench.store.settlements.list(1)[0]?.rowCount, 1)
  })

  it('settles at any fee before the job ends, also when the requester ends it early', async () => {
    const { bench, job, amount } = await aPaidJob()
    await using _ = bench
    await bench.provider.settlement.settleDue()
    assert.equal(bench.escrow.settlements.length, 0)

    const closed = await aPaidJob({ escrow: bench.escrow, identity: bench.identity })
    await using __ = closed.bench
    bench.escrow.change(closed.job.jobId, { status: 'Closing', endsAt: seconds() })
    await closed.bench.provider.settlement.settleDue()
    assert.deepEqual(bench.escrow.settlements, [[closed.amount]])
    assert.equal(bench.escrow.claimed(job.jobId, 1), 0n)
    assert.ok(amount > 0n)
  })

  it('settles after a restart what a crash left unsettled, and ends the tasks it left running', async () => {
    const path = join(folder, 'crash.db')
    const identity = anIdentity()
    const before = await aPaidJob({ store: openStore(path), identity })
    const { escrow } = before.bench
    const interrupted = await aTaskOf(
      before.bench,
      before.job,
      await before.bench.provider.quote(aMathRequest()),
    )
    const { taskId } = interrupted.request
    const running = Promise.withResolvers<MemoryStream>()
    const lost = converse(before.bench, before.job, interrupted, {
      pays: (_, stream) => {
        running.resolve(stream)
        return false
      },
    })
    const stream = await running.promise
    before.bench.store.close()

    const store = openStore(path)
    await using after = await aProviderBench({ store, escrow, identity })
    after.provider.start()
    assert.equal(store.tasks.get(taskId)?.status, 'failed')
    await after.provider.settlement.settleDue()
    assert.equal(escrow.claimed(before.job.jobId, 1), before.amount)
    assert.deepEqual(store.vouchers.unsettled(), [])
    stream.vanish()
    await lost
    await before.bench.runtime.close()
  })

  it('learns from the chain that a voucher was settled before it could note it', async () => {
    const { bench, job, amount } = await aPaidJob()
    await using _ = bench
    const { signed } = bench.store.vouchers.get(keyOf(job))!
    await bench.escrow.settleVouchers([signed])
    await bench.provider.settlement.settleJob(job.jobId)
    assert.equal(bench.store.vouchers.get(keyOf(job))?.settled, amount)
  })

  it('takes a voucher out that the chain can never pay, and says so loudly', async () => {
    const { bench, job } = await aPaidJob()
    await using _ = bench
    bench.store.vouchers.put({
      voucher: { ...keyOf(job), total: 9_000_000n },
      signature: (await aVoucherOf(bench, job, 1n)).signature,
    })
    await bench.provider.settlement.settleJob(job.jobId)
    assert.deepEqual(bench.store.vouchers.unsettled(), [])
    assert.ok(bench.log.some((line) => line.includes('voucher not paid by the chain')))
  })

  it('tries again after a failure of the chain and loses nothing', async () => {
    const { bench, job, amount } = await aPaidJob({ policy: { maxFeePercent: 100 } })
    await using _ = bench
    bench.escrow.fail = new WitanError('CHAIN_UNREACHABLE', 'The chain cannot be reached.')
    await assert.rejects(bench.provider.settlement.settleJob(job.jobId), (error) =>
      isWitanError(error, 'CHAIN_UNREACHABLE'),
    )
    bench.escrow.fail = undefined
    await bench.provider.settlement.settleJob(job.jobId)
    assert.equal(bench.escrow.claimed(job.jobId, 1), amount)
  })

  it('settles what is left when the node stops', async () => {
    const { bench, job, amount } = await aPaidJob()
    await bench.provider.stop()
    assert.equal(bench.escrow.claimed(job.jobId, 1), amount)
    await bench[Symbol.asyncDispose]()
  })
})

describe('signDone', () => {
  it('settles first, signs the claimed total and takes no task of the job after that', async () => {
    const { bench, job, amount } = await aPaidJob()
    await using _ = bench
    const response = await askDone(bench, job)
    assert.ok(response.type === 'done')
    const { done, signature } = response.done
    assert.deepEqual(done, { jobId: job.jobId, nodeId: job.nodeId, total: amount })
    assert.equal(bench.escrow.claimed(job.jobId, 1), amount)
    const data = doneTypedData(bench.escrow.context, done)
    assert.equal(await recoverSigner(data, signature), bench.identity.signer)

    const late = await aTaskOf(bench, job, await bench.provider.quote(aMathRequest()))
    const { error } = await converse(bench, job, late)
    assert.ok(isWitanError(error, 'JOB_NOT_OPEN'))
  })

  it('signs nothing while a task of the job runs', async () => {
    const gate = Promise.withResolvers<void>()
    await using bench = await aProviderBench({
      runtime: { gate: (token) => (token < 32 ? undefined : gate.promise) },
    })
    const job = bench.fund()
    const sealed = await aTaskOf(bench, job, await bench.provider.quote(aMathRequest()))
    let early: Promise<unknown> | undefined
    const { receipt } = await converse(bench, job, sealed, {
      pays: () => {
        early ??= assert
          .rejects(askDone(bench, job), (error) => isWitanError(error, 'NOT_SETTLED'))
          .finally(gate.resolve)
        return true
      },
    })
    await early
    assert.ok(receipt)
  })

  it('signs nothing while a voucher is not on chain', async () => {
    const { bench, job } = await aPaidJob({ limits: { doneWaitMs: 20 } })
    await using _ = bench
    const settle = bench.escrow.settleVouchers
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    Object.assign(bench.escrow, {
      settleVouchers: async (...args: Parameters<typeof settle>) => {
        await held
        return settle(...args)
      },
    })
    await assert.rejects(askDone(bench, job), (error) => isWitanError(error, 'NOT_SETTLED'))
    release()
    await bench.provider.settlement.settleJob(job.jobId)
    const response = await askDone(bench, job)
    assert.equal(response.type, 'done')
  })

  it('signs zero as a stand-by that never worked, and refuses a job that nobody funded', async () => {
    await using bench = await aProviderBench()
    const job = bench.fund()
    const response = await askDone(bench, job)
    assert.ok(response.type === 'done')
    assert.equal(response.done.done.total, 0n)

    const sealed = await aTaskOf(bench, job, await bench.provider.quote(aMathRequest()))
    assert.ok(isWitanError((await converse(bench, job, sealed)).error, 'JOB_NOT_OPEN'))
    const never = askDone(bench, { ...job, jobId: `0x${'12'.repeat(20)}` as never })
    await assert.rejects(never, (error) => isWitanError(error, 'JOB_NOT_OPEN'))
  })

  it("refuses a stranger and another node's request: nothing is settled, the job goes on", async () => {
    const { bench, job } = await aPaidJob()
    await using _ = bench
    const stranger = createSessionKey()
    const refused = [
      {
        code: 'SIGNATURE_INVALID',
        request: await aDoneRequestOf(bench, job, { signedBy: stranger }),
      },
      { code: 'SIGNATURE_INVALID', request: await aDoneRequestOf(bench, job, { nodeId: OTHER }) },
      {
        code: 'SIGNATURE_INVALID',
        request: {
          ...(await aDoneRequestOf(bench, job)),
          signature: `0x${'00'.repeat(65)}` as never,
        },
      },
      // well signed, by a key that is not the job's
      {
        code: 'ALLOCATION_MISSING',
        request: await aDoneRequestOf(bench, { ...job, sessionKey: stranger }),
      },
      { code: 'ALLOCATION_MISSING', request: await aDoneRequestOf(bench, { ...job, index: 0 }) },
    ] as const
    const reads = bench.escrow.reads
    for (const { code, request } of refused) {
      await assert.rejects(bench.provider.receipt(request), (error) => isWitanError(error, code))
    }
    assert.equal(bench.escrow.reads, reads)
    assert.deepEqual(bench.escrow.settlements, [])
    assert.equal(bench.store.jobs.get(job.jobId)?.done, false)

    const next = await aTaskOf(bench, job, await bench.provider.quote(aMathRequest()))
    assert.equal((await converse(bench, job, next)).error, undefined)
  })

  it('stores nothing of a job that never came here before the chain names this node', async () => {
    await using bench = await aProviderBench()
    const job = bench.fund()
    const elsewhere = bench.fund({ nodeId: OTHER })
    const stranger = { ...job, sessionKey: createSessionKey() }
    for (const asked of [stranger, { ...job, index: 0 }, { ...job, index: 9 }, elsewhere]) {
      await assert.rejects(askDone(bench, asked), (error) =>
        isWitanError(error, 'ALLOCATION_MISSING'),
      )
      assert.equal(bench.store.jobs.get(asked.jobId), undefined)
    }
    assert.deepEqual(bench.escrow.settlements, [])

    const sealed = await aTaskOf(bench, job, await bench.provider.quote(aMathRequest()))
    assert.equal((await converse(bench, job, sealed)).error, undefined)
  })
})

describe('chooseRows', () => {
  const policy: SettlementPolicy = {
    maxFeePercent: 5,
    beforeDeadlineSeconds: 60,
    tokenPerEth: 3_000_000_000n,
    intervalMs: 1,
  }
  const row = (jobId: string, total: bigint, settled = 0n) =>
    ({ signed: { voucher: { jobId, total } }, settled }) as never

  it('counts only what is not settled yet', () => {
    const waiting = [row('0x01', 10_000_000n, 1n)]
    const ask = { waiting, feeWei: HALF_DOLLAR_WEI, endOf: () => 1000, now: 0 }
    assert.equal(chooseRows(ask, policy).length, 0)
    assert.equal(chooseRows({ ...ask, waiting: [row('0x01', 10_000_001n, 1n)] }, policy).length, 1)
  })

  it('takes only the rows that are due when the fee is high', () => {
    const waiting = [row('0x01', 10n), row('0x02', 10n)]
    const endOf = (jobId: string) => (jobId === '0x01' ? 160 : 161)
    const due = chooseRows({ waiting, feeWei: HALF_DOLLAR_WEI, endOf, now: 100 }, policy)
    assert.deepEqual(due, [waiting[0]])
  })
})
