import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { isWitanError } from '#protocol/errors.ts'
import { parseJobId, parseNodeId } from '#protocol/ids.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import { openStore } from '#store/openStore.ts'
import {
  aMathRequest,
  aProviderBench,
  aTaskOf,
  aVoucherOf,
  type FundedJob,
  type ProviderBench,
} from '#testing/providerBench.ts'
import { converse } from '#testing/requesterDouble.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-voucher-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** A job that the node knows, with 900 micro-dollars paid and a cap of 10,000. */
async function aKnownJob(bench: ProviderBench): Promise<FundedJob> {
  const job = bench.fund({ cap: 10_000n })
  const sealed = await aTaskOf(bench, job, await bench.provider.quote(aMathRequest()))
  const { receipt } = await converse(bench, job, sealed)
  await hand(bench, await aVoucherOf(bench, job, 5_000n))
  assert.ok(receipt!.receipt.amount < 5_000n)
  return job
}

const hand = (bench: ProviderBench, voucher: SignedVoucher) =>
  bench.provider.receipt({ type: 'voucher', voucher })

describe('acceptVoucher', () => {
  it('stores a higher total before it says so, and takes the same one again', async () => {
    await using bench = await aProviderBench()
    const job = await aKnownJob(bench)
    const voucher = await aVoucherOf(bench, job, 6_000n)
    assert.deepEqual(await hand(bench, voucher), { type: 'accepted' })
    assert.deepEqual(bench.store.vouchers.get(voucher.voucher)?.signed, voucher)
    assert.deepEqual(await hand(bench, voucher), { type: 'accepted' })
  })

  it('refuses one that shrinks with VOUCHER_SHRINKS', async () => {
    await using bench = await aProviderBench()
    const job = await aKnownJob(bench)
    await assert.rejects(hand(bench, await aVoucherOf(bench, job, 4_999n)), (error) =>
      isWitanError(error, 'VOUCHER_SHRINKS'),
    )
  })

  it('refuses one above the cap with VOUCHER_OVERSHOOTS, unless the cap was raised', async () => {
    await using bench = await aProviderBench()
    const job = await aKnownJob(bench)
    const voucher = await aVoucherOf(bench, job, 10_001n)
    await assert.rejects(hand(bench, voucher), (error) => isWitanError(error, 'VOUCHER_OVERSHOOTS'))
    bench.escrow.raiseCap(job.jobId, job.index, 1n)
    assert.deepEqual(await hand(bench, voucher), { type: 'accepted' })
  })

  it('refuses one by a stranger, of another job, node or index with VOUCHER_INVALID', async () => {
    await using bench = await aProviderBench()
    const job = await aKnownJob(bench)
    const other = await aKnownJob(bench)
    for (const changes of [
      { signedBy: createSessionKey() },
      { jobId: parseJobId(`0x${'77'.repeat(20)}`) },
      { jobId: other.jobId },
      { nodeId: parseNodeId(8) },
      { index: 0 },
    ]) {
      const voucher = await aVoucherOf(bench, job, 6_000n, changes)
      await assert.rejects(hand(bench, voucher), (error) => isWitanError(error, 'VOUCHER_INVALID'))
    }
    assert.equal(bench.store.vouchers.sums().total, 10_000n)
  })

  it('acknowledges nothing that a full disk did not take, with DISK_FULL', async () => {
    const store = openStore(join(folder, 'full.db'), { maxPages: 26 })
    await using bench = await aProviderBench({ store })
    assert.throws(
      () => {
        for (let i = 0; ; i++) store.meta.set(`filler ${i}`, 'x'.repeat(500))
      },
      (error) => isWitanError(error, 'DISK_FULL'),
    )
    const signed = await bench.provider.quote(aMathRequest())
    let failure: unknown
    for (let i = 0; failure === undefined && i < 50; i++) {
      const job = bench.fund()
      const sealed = await aTaskOf(bench, job, signed)
      const { error, receipt, frames } = await converse(bench, job, sealed)
      failure = error
      // Whatever was acknowledged is there; whatever was not stored was not begun or not receipted.
      const { taskId } = sealed.request
      assert.deepEqual(store.receipts.get(job.jobId, taskId), receipt)
      if (store.tasks.get(taskId) === undefined) assert.equal(frames.length, 0)
    }
    assert.ok(isWitanError(failure, 'DISK_FULL'))
  })
})
