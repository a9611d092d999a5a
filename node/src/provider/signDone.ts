import type { SignedDone } from '#protocol/done.ts'
import { WitanError } from '#protocol/errors.ts'
import type { JobId } from '#protocol/ids.ts'
import type { DoneRequest } from '#protocol/receiptMessages.ts'
import { doneRequestTypedData, doneTypedData } from '#protocol/typedData.ts'
import { atMost } from './atMost.ts'
import type { Provider } from './provider.ts'

/**
 * Returns the node's word that it wants no more of a job than the chain has paid it. A voucher that
 * waits is settled first. After that the node takes no task of the job any more, since the job may be
 * released at any moment. Because of that, and since a settlement costs the node its fee, only the
 * job's session key may ask.
 *
 * @throws {WitanError} SIGNATURE_INVALID when the request is not signed by the key that it names;
 * ALLOCATION_MISSING when that is not the job's key, or pays another node; JOB_NOT_OPEN when the chain
 * knows no such job; NODE_BUSY; NOT_SETTLED while a task of the job runs or a voucher is not on chain yet.
 */
export async function signDone(provider: Provider, request: DoneRequest): Promise<SignedDone> {
  const { store, identity, chain, settlement, limits } = provider
  const { jobId } = request
  await assertSignature(provider, request)
  await assertOwnJob(provider, request)
  assertIdle(provider, jobId)
  await atMost(limits.doneWaitMs, settlement.settleJob(jobId))
  // A task or a voucher may have come while the settlement was on its way; from here on nothing waits.
  assertIdle(provider, jobId)
  const total = settledTotal(provider, jobId)
  store.jobs.markDone(jobId)

  const done = { jobId, nodeId: identity.nodeId, total }
  return { done, signature: await identity.sign(doneTypedData(chain.context, done)) }
}

/** The signature names the node, so that no other node can pass a request on. */
async function assertSignature(
  { chain, identity }: Provider,
  { jobId, sessionKey, signature }: DoneRequest,
): Promise<void> {
  const data = doneRequestTypedData(chain.context, { jobId, nodeId: identity.nodeId })
  const signedBy = await chain.recoverSigner(data, signature).catch(() => undefined)
  if (signedBy === sessionKey) return
  throw new WitanError(
    'SIGNATURE_INVALID',
    `The request for Done is not signed for node ${identity.nodeId} by the session key that it names.`,
    { meta: { jobId } },
  )
}

/** What the store knows costs nothing to check; the chain is asked only about jobs that never came here. */
async function assertOwnJob(provider: Provider, request: DoneRequest): Promise<void> {
  const { jobId, sessionKey, index } = request
  if (provider.store.jobs.get(jobId)?.sessionKey === undefined) {
    await rememberForeignJob(provider, request)
  }
  // A task of the job may have come while the chain was read.
  const known = provider.store.jobs.get(jobId)
  if (known?.sessionKey === sessionKey && known.index === index) return
  throw new WitanError('ALLOCATION_MISSING', 'The job is known here under another allocation.', {
    meta: { jobId, index },
  })
}

/** A stand-by node says Done without ever having worked for the job; it must remember that it did. */
async function rememberForeignJob(
  { identity, jobs, store }: Provider,
  { jobId, sessionKey, index }: DoneRequest,
): Promise<void> {
  const { job, allocation } = await jobs.read({ jobId, sessionKey, index }, { fresh: true })
  if (job?.status !== 'Funded' && job?.status !== 'Closing') {
    throw new WitanError('JOB_NOT_OPEN', 'The chain knows no open job of this id.', {
      meta: { jobId, status: job?.status },
    })
  }
  if (allocation?.nodeId !== identity.nodeId) {
    throw new WitanError(
      'ALLOCATION_MISSING',
      `The job has no allocation for node ${identity.nodeId} at index ${index} under this session key. Ask with the job's own key and index.`,
      { meta: { jobId, index } },
    )
  }
  const { cap, claimed } = allocation
  const { endsAt } = job
  store.jobs.put({ jobId, sessionKey, index, cap, claimed, baseCost: claimed, endsAt })
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
