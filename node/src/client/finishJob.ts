/** The end of a job: last vouchers handed in, every node's Done, the remainder back, and what it all cost. */

import type { SessionKey } from '#chain/createSessionKey.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { SignedDone } from '#protocol/done.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { JobId } from '#protocol/ids.ts'
import type { ReceiptRequest } from '#protocol/receiptMessages.ts'
import { doneRequestTypedData, doneTypedData } from '#protocol/typedData.ts'
import { abortable } from './abortable.ts'
import type { Client } from './createClient.ts'
import type { Settlement } from './jobEvents.ts'
import type { JournalNode } from './journal.ts'

/** Equal to JobEscrow.GRACE: seconds after a job's end in which nodes can hand in their last voucher. */
const GRACE_SECONDS = 86_400
/** Time between two questions to a node whose settlement is on its way (ms). */
const DONE_PAUSE_MS = 200

export type FinishedJob = {
  readonly jobId: JobId
  readonly sessionKey: SessionKey
  readonly nodes: readonly JournalNode[]
  readonly txHashes: readonly Hex[]
}

/**
 * Ends a job and returns its money's account. With every node's Done the remainder is back at once;
 * otherwise the job is closed and the rest can be released after the grace.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE and what reading the chain throws; a node can't make it fail.
 */
export async function finishJob(client: Client, job: FinishedJob): Promise<Settlement> {
  const { chain } = client
  const txHashes = [...job.txHashes]
  const onChain = await chain.readJob(job.jobId)
  if (onChain?.status === 'Released') return account(client, job, { txHashes, released: true })

  const dones = await collectDones(client, job)
  if (dones.length === job.nodes.length) {
    const sessionKey = job.sessionKey.address
    try {
      const { txHash } = await chain.releaseJobDone(job.jobId, sessionKey, dones)
      return account(client, job, { txHashes: [...txHashes, txHash], released: true })
    } catch (error) {
      // somebody settled or released in between: the slow way still works
      if (!isWitanError(error) || error.code === 'CHAIN_UNREACHABLE') throw error
    }
  }
  return closeOrRelease(client, job, txHashes)
}

async function closeOrRelease(
  client: Client,
  job: FinishedJob,
  txHashes: Hex[],
): Promise<Settlement> {
  const { chain, clock } = client
  const state = await chain.readJob(job.jobId)
  if (state?.status === 'Released') return account(client, job, { txHashes, released: true })
  if (state?.status === 'Funded' && state.endsAt > clock.nowSeconds()) {
    txHashes.push(...(await closeIfOpen(client, job.jobId)))
  }
  const endsAt = (await chain.readJob(job.jobId))?.endsAt ?? clock.nowSeconds()
  const releasableAt = endsAt + GRACE_SECONDS
  if (releasableAt > clock.nowSeconds()) {
    return account(client, job, { txHashes, released: false, releasableAt })
  }
  txHashes.push((await chain.releaseJob(job.jobId, job.sessionKey.address)).txHash)
  return account(client, job, { txHashes, released: true })
}

/** By the chain's clock the job may be over already; then there is nothing to close. */
async function closeIfOpen({ chain }: Client, jobId: JobId): Promise<Hex[]> {
  try {
    return [(await chain.closeJob(jobId)).txHash]
  } catch (error) {
    if (isWitanError(error, 'CONTRACT_REVERTED') || isWitanError(error, 'JOB_NOT_OPEN')) return []
    throw error
  }
}

/** Returns the Done of each node that gives one in time, in the order of the allocations. */
async function collectDones(client: Client, job: FinishedJob): Promise<SignedDone[]> {
  const { clock, limits } = client
  const stop = new AbortController()
  const timer = clock
    .sleep(limits.doneTimeoutMs, { signal: stop.signal })
    .then(() => stop.abort(new WitanError('ABORTED', 'The wait for Done is over.')))
    .catch(() => undefined)
  const asked = job.nodes.map((node) => fetchDone(client, job, node, stop.signal))
  const dones = await Promise.all(asked.map((done) => done.catch(() => undefined)))
  stop.abort()
  await timer
  return dones.filter((done) => done !== undefined)
}

async function fetchDone(
  client: Client,
  { jobId, sessionKey }: FinishedJob,
  node: JournalNode,
  signal: AbortSignal,
): Promise<SignedDone> {
  const { transport, clock, chain } = client
  const { addresses, voucher, nodeId, index } = node
  const ask = async (request: ReceiptRequest) =>
    abortable(transport.fetchReceipt(addresses, request, { signal }), signal)
  // it may never have got the last one; the same one again changes nothing
  if (voucher) await ask({ type: 'voucher', voucher })
  const signature = await signTypedData(
    sessionKey.privateKey,
    doneRequestTypedData(chain.context, { jobId, nodeId }),
  )
  const request = { type: 'done', jobId, sessionKey: sessionKey.address, index, signature } as const
  for (;;) {
    try {
      const answer = await ask(request)
      if (answer.type !== 'done') throw new WitanError('PEER_PROTOCOL', 'The answer is no Done.')
      const { done } = answer.done
      const data = doneTypedData(chain.context, done)
      const signer = await recoverSigner(data, answer.done.signature)
      const isOwn = signer === node.signer && done.nodeId === nodeId && done.jobId === jobId
      if (!isOwn || done.total > (voucher?.voucher.total ?? 0n)) {
        throw new WitanError('SIGNATURE_INVALID', `The Done of node ${nodeId} is not valid.`)
      }
      return answer.done
    } catch (error) {
      if (!isWitanError(error, 'NOT_SETTLED')) throw error
    }
    await clock.sleep(DONE_PAUSE_MS, { signal })
  }
}

/** Adds the job's money up from the chain's events alone. */
async function account(
  client: Client,
  job: FinishedJob,
  end: {
    readonly txHashes: readonly Hex[]
    readonly released: boolean
    readonly releasableAt?: number
  },
): Promise<Settlement> {
  const history = await client.chain.readJobHistory(job.jobId)
  const claimed = new Map<number, bigint>()
  let refunded = 0n
  for (const event of history) {
    if (event.type === 'released') refunded = event.refund
    if (event.type !== 'settled') continue
    for (const { voucher, status } of event.rows) {
      if (status !== 'Paid' && status !== 'Capped') continue
      // a capped row counts up to the cap, which can have been raised since
      const cap = job.nodes[voucher.index]?.cap
      const isCapped = cap !== undefined && voucher.total > cap
      claimed.set(voucher.index, isCapped ? cap : voucher.total)
    }
  }
  let fee = 0n
  let gross = 0n
  for (const total of claimed.values()) {
    gross += total
    fee += await client.chain.readFee(total)
  }
  return {
    locked: job.nodes.reduce((sum, { cap }) => sum + cap, 0n),
    paid: gross - fee,
    fee,
    refunded,
    released: end.released,
    ...(end.releasableAt === undefined ? {} : { releasableAt: end.releasableAt }),
    nodes: job.nodes.map(({ nodeId, cap, index, voucher }) => ({
      nodeId,
      cap,
      vouched: voucher?.voucher.total ?? 0n,
      claimed: claimed.get(index) ?? 0n,
    })),
    txHashes: [...new Set([...history.map(({ txHash }) => txHash), ...end.txHashes])],
  }
}
