import type { Hex } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { costOf } from '#protocol/price.ts'
import type { FinishReason, Receipt, SignedReceipt } from '#protocol/receipt.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import type { AdmittedTask } from './admitTask.ts'
import type { Provider } from './provider.ts'

/** What was delivered, all of it. */
export type Delivery = {
  readonly inputBytes: number
  readonly outputTokens: number
  /** The sealed frames, in order. */
  readonly frames: readonly Uint8Array[]
  readonly transcriptRoot: Hex
  readonly seedCommit: Hex
  readonly temperatureMilli: number
  readonly maxOutputTokens: number
  readonly finishReason: FinishReason
  /** Unix seconds. */
  readonly startedAt: number
}

/**
 * Returns the signed receipt of a finished task; it is on disk, with the task's end and the sealed answer, before
 * anyone sees it.
 * Only one is ever signed for a task, and only when every sealed frame was handed to the requester, so
 * that whoever holds the frames can recompute each value.
 *
 * @throws {WitanError} DISK_FULL.
 */
export async function issueReceipt(
  provider: Provider,
  admitted: AdmittedTask,
  delivery: Delivery,
): Promise<SignedReceipt> {
  const { identity, chain, store, limits, now } = provider
  const { request, quote, envelopeHash } = admitted
  const { frames, ...counted } = delivery
  const receipt: Receipt = {
    ...counted,
    jobId: request.jobId,
    taskId: request.taskId,
    nodeId: identity.nodeId,
    index: request.index,
    quoteId: quote.quoteId,
    modelId: quote.modelId,
    mode: quote.mode,
    role: quote.role,
    amount: costOf(quote, delivery),
    requestHash: envelopeHash,
    responseHash: keccak256Hex(...frames),
    finishedAt: now(),
  }
  const signature = await identity.sign(receiptTypedData(chain.context, receipt))
  const signed = { receipt, signature }
  store.transaction(() => {
    store.receipts.add(signed)
    const keepUntil = receipt.finishedAt + limits.keepAnswersSeconds
    store.answers.add({ jobId: request.jobId, taskId: request.taskId, frames, keepUntil })
    store.tasks.end(request.taskId, {
      status: 'finished',
      cost: receipt.amount,
      endedAt: receipt.finishedAt,
    })
  })
  return signed
}
