import type { SignedDone } from '#protocol/done.ts'
import { WitanError } from '#protocol/errors.ts'
import type { JobId } from '#protocol/ids.ts'
import { doneTypedData } from '#protocol/typedData.ts'
import { atMost } from './atMost.ts'
import type { Provider } from './provider.ts'

/**
 * Returns the node's word that it wants no more of a job than the chain has paid it. A voucher that
 * waits is settled first. After that the node takes no task of the job any more, since the job may be
 * released at any moment.
 *
 * @throws {WitanError} NOT_SETTLED while a task of the job runs or a voucher is not on chain yet;
 * JOB_NOT_OPEN when the chain knows no such job.
 */
export async function signDone(provider: Provider, jobId: JobId): Promise<SignedDone> {
  const { store, identity, chain, settlement, limits } = provider
  if (store.jobs.get(jobId) === undefined) await rememberForeignJob(provider, jobId)
  assertIdle(provider, jobId)
  await atMost(limits.doneWaitMs, settlement.settleJob(jobId))
  // A task or a voucher may have come while the settlement was on its way; from here on nothing waits.
  assertIdle(provider, jobId)
  const total = settledTotal(provider, jobId)
  store.jobs.markDone(jobId)

  const done = { jobId, nodeId: identity.nodeId, total }
  return { done, signature: await identity.sign(doneTypedData(chain.context, done)) }
}

/** A stand-by node says Done without ever having worked for the job; it must remember that it did. */
async function rememberForeignJob({ chain, store }: Provider, jobId: JobId): Promise<void> {
  const job = await chain.readJob(jobId)
  if (job?.status !== 'Funded' && job?.status !== 'Closing') {
    throw new WitanError('JOB_NOT_OPEN', 'The chain knows no open job of this id.', {
      meta: { jobId, status: job?.status },
    })
  }
  if (store.jobs.get(jobId)) return
  store.jobs.put({
    jobId,
    sessionKey: undefined,
    index: undefined,
    cap: 0n,
    claimed: 0n,
    baseCost: 0n,
    endsAt: job.endsAt,
  })
}

function assertIdle({ accounts }: Provider, jobId: JobId): void {
  const tasks = accounts.get(jobId)?.running.size ?? 0
  if (tasks === 0) return
  throw new WitanError(
    'NOT_SETTLED',
    `${tasks} tasks of the job still run. Ask again when they have ended.`,
    { retryable: true, meta: { jobId, tasks } },
  )
}

/** What the chain has paid; a voucher above it must be settled before the node gives the rest away. */
function settledTotal({ store, identity }: Provider, jobId: JobId): bigint {
  const job = store.jobs.get(jobId)
  if (job?.index === undefined) return 0n
  const voucher = store.vouchers.get({ jobId, nodeId: identity.nodeId, index: job.index })
  if (voucher === undefined) return job.claimed
  const { total } = voucher.signed.voucher
  if (voucher.settled >= total) return voucher.settled
  throw new WitanError(
    'NOT_SETTLED',
    `A voucher of ${total} micro-dollars waits for settlement; ${voucher.settled} are on chain. Ask again after the settlement.`,
    { retryable: true, meta: { jobId, total, settled: voucher.settled } },
  )
}
