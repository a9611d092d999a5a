/** One task stream from the request to the last voucher: the node's side of the story. */

import { WitanError } from '#protocol/errors.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { ClientMessage, NodeMessage } from '#protocol/taskMessages.ts'
import { acceptVoucher } from './acceptVoucher.ts'
import { type AdmittedTask, admitTask } from './admitTask.ts'
import { deliverFrames } from './deliverFrames.ts'
import { type Delivery, issueReceipt } from './issueReceipt.ts'
import type { Provider } from './provider.ts'
import { toWitanError } from './toWitanError.ts'

/** The node's end of a task stream, as the transport gives it. */
export type TaskCall = {
  readonly messages: AsyncIterable<ClientMessage>
  readonly send: (message: NodeMessage) => Promise<void>
  /** Aborted when the requester vanishes. */
  readonly signal: AbortSignal
}

/**
 * Serves one task stream. What it throws is told to the requester by the transport, as a code.
 *
 * @throws {WitanError} What admitTask throws; UNPAID when no voucher comes; TASK_TIMEOUT at the deadline;
 * VOUCHER_INVALID and VOUCHER_OVERSHOOTS, which end the task; and what the runtime throws.
 */
export async function runTask(provider: Provider, call: TaskCall): Promise<void> {
  const inbox = call.messages[Symbol.asyncIterator]()
  const first = await inbox.next()
  if (first.done) return
  if (first.value.type !== 'task') {
    throw new WitanError('PEER_PROTOCOL', `The first message is ${first.value.type}, not task.`)
  }
  const admitted = await admit(provider, first.value)
  const running: Running = { stop: new AbortController(), wished: false }
  const lost = () => running.stop.abort(new WitanError('ABORTED', 'The requester is gone.'))
  call.signal.addEventListener('abort', lost, { once: true })
  if (call.signal.aborted) lost()
  const disarm = armDeadline(provider, admitted, running.stop)
  const listening = listen(provider, inbox, running)
  try {
    await serve(provider, call, admitted, running)
    await lastVoucher(provider, admitted, listening)
  } catch (cause) {
    const error = atDeadline(provider, admitted, cause)
    failTask(provider, admitted, error)
    throw error
  } finally {
    disarm()
    call.signal.removeEventListener('abort', lost)
    admitted.account.end(admitted.task.taskId)
    provider.live.end(admitted.task.taskId)
  }
}

type Running = {
  readonly stop: AbortController
  /** Whether the requester asked for the end. */
  wished: boolean
}

async function admit(
  provider: Provider,
  { request }: Extract<ClientMessage, { type: 'task' }>,
): Promise<AdmittedTask> {
  const { metrics, logger } = provider
  try {
    const admitted = await admitTask(provider, request)
    const { role } = admitted.quote
    const { jobId, taskId } = request
    provider.live.begin(taskId, { jobId, role, admittedAt: provider.now() })
    metrics.tasks.admitted(role)
    logger.info('task admitted', { jobId, role, maxCost: admitted.task.maxCost })
    return admitted
  } catch (error) {
    metrics.tasks.refused(toWitanError(error).code)
    logger.info('task refused', { jobId: request.jobId }, error)
    throw error
  }
}

async function serve(
  provider: Provider,
  call: TaskCall,
  admitted: AdmittedTask,
  running: Running,
): Promise<void> {
  const { stop } = running
  const { queued } = provider.runtime.load()
  await call.send({ type: 'accepted', queued: Math.min(queued, 10_000) })
  const delivery = await deliverFrames(provider, admitted, { send: call.send, stop })
  if (delivery) {
    const signed = await issueReceipt(provider, admitted, delivery)
    noteFinished(provider, admitted, delivery, signed)
    if (!call.signal.aborted) await call.send({ type: 'receipt', receipt: signed })
    // A requester that asked for the end got it, and the receipt says so.
    if (running.wished) return
  }
  if (stop.signal.aborted) throw stop.signal.reason
  if (!delivery) throw new WitanError('INTERNAL', 'The runtime ended without a complete answer.')
}

/** Takes vouchers and the wish to stop until the requester closes its side; never rejects. */
async function listen(
  provider: Provider,
  inbox: AsyncIterator<ClientMessage>,
  running: Running,
): Promise<void> {
  const { stop } = running
  try {
    for (;;) {
      const { value: message, done } = await inbox.next()
      if (done) return
      if (message.type === 'task') {
        throw new WitanError('PEER_PROTOCOL', 'A stream carries one task.')
      }
      if (message.type === 'voucher') await acceptOrIgnore(provider, message.voucher)
      else {
        running.wished = true
        stop.abort(new WitanError('ABORTED', 'The requester cancelled the task.'))
      }
    }
  } catch (error) {
    stop.abort(toWitanError(error))
  }
}

/** Two streams of a job carry vouchers of one total, so a lower one may arrive later and means nothing. */
async function acceptOrIgnore(
  provider: Provider,
  voucher: Parameters<typeof acceptVoucher>[1],
): Promise<void> {
  try {
    await acceptVoucher(provider, voucher)
  } catch (error) {
    if (!(error instanceof WitanError) || error.code !== 'VOUCHER_SHRINKS') throw error
    provider.logger.debug('late voucher ignored', { jobId: voucher.voucher.jobId })
  }
}

/** Gives the voucher that answers the receipt time to arrive; it may also come on a receipt stream later. */
async function lastVoucher(
  { limits }: Provider,
  { account }: AdmittedTask,
  listening: Promise<void>,
): Promise<void> {
  const closed = new AbortController()
  void listening.then(() => closed.abort())
  await account.waitUntil(() => account.exposure() <= 0n, {
    timeoutMs: limits.voucherWaitMs,
    signal: closed.signal,
  })
}

function armDeadline(
  { now }: Provider,
  { deadline }: AdmittedTask,
  stop: AbortController,
): () => void {
  const timer = setTimeout(
    () => stop.abort(timeoutError(deadline)),
    Math.max(0, deadline - now()) * 1000,
  )
  return () => clearTimeout(timer)
}

/** The runtime keeps the deadline too; which of the two clocks was first must not matter to the requester. */
function atDeadline({ now }: Provider, { deadline }: AdmittedTask, error: unknown): unknown {
  const isTimeout = error instanceof WitanError && error.code === 'RUNTIME_TIMEOUT'
  return isTimeout && now() >= deadline ? timeoutError(deadline, error) : error
}

function timeoutError(deadline: number, cause?: unknown): WitanError {
  const message = 'The task did not finish before its deadline.'
  return new WitanError('TASK_TIMEOUT', message, { meta: { deadline }, cause })
}

function noteFinished(
  { metrics, logger }: Provider,
  { request, quote }: AdmittedTask,
  delivery: Delivery,
  { receipt }: SignedReceipt,
): void {
  const { inputBytes, outputTokens, finishReason: reason } = delivery
  const seconds = receipt.finishedAt - receipt.startedAt
  metrics.tasks.finished(quote.role, { reason, seconds, inputBytes, outputTokens })
  const { jobId } = request
  logger.info('task finished', { jobId, reason, outputTokens, amount: receipt.amount })
}

function failTask(provider: Provider, admitted: AdmittedTask, error: unknown): void {
  const { store, metrics, logger, now } = provider
  const { code } = toWitanError(error)
  const { taskId, jobId } = admitted.request
  if (store.receipts.get(jobId, taskId)) {
    logger.debug('stream ended after the receipt', { jobId }, error)
    return
  }
  metrics.tasks.failed(code)
  logger.warn('task failed', { jobId }, error)
  const { cost } = admitted.task
  try {
    store.tasks.end(taskId, { status: 'failed', cost, endedAt: now(), code })
  } catch (storeError) {
    // The task is over either way; the next start finds it running and ends it.
    logger.error('task end not stored', { jobId }, storeError)
  }
}
