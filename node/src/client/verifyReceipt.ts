import { recoverSigner } from '#chain/recoverSigner.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'
import { costOf } from '#protocol/price.ts'
import type { Quote } from '#protocol/quote.ts'
import type { Receipt, SignedReceipt } from '#protocol/receipt.ts'
import { type ChainContext, receiptTypedData } from '#protocol/typedData.ts'
import type { Delivery } from './answerReader.ts'
import { type Check, checkEqual } from './check.ts'

/** What the requester knows by itself about a finished task. */
export type ReceiptExpectation = {
  readonly context: ChainContext
  readonly signer: Address
  readonly quote: Quote
  readonly jobId: Receipt['jobId']
  readonly taskId: Receipt['taskId']
  readonly index: number
  readonly inputBytes: number
  readonly requestHash: Hex
  readonly delivery: Delivery
  readonly seedCommit: Hex
  /** Thousandths, as sealed. */
  readonly temperatureMilli: number
  /** Limit that was sealed (tokens). */
  readonly maxOutputTokens: number
}

/**
 * Returns every check of a receipt against what the requester sealed, opened and counted itself.
 *
 * @throws {WitanError} SIGNATURE_INVALID when the node's signer didn't sign it; RECEIPT_INVALID naming the
 * first value that differs.
 */
export async function verifyReceipt(
  { receipt, signature }: SignedReceipt,
  expectation: ReceiptExpectation,
): Promise<readonly Check[]> {
  const { context, signer, quote, delivery } = expectation
  const recovered = await recoverSigner(receiptTypedData(context, receipt), signature)
  if (recovered !== signer) {
    throw new WitanError(
      'SIGNATURE_INVALID',
      `The receipt is not signed by node ${quote.nodeId}.`,
      {
        meta: { expected: signer, actual: recovered },
      },
    )
  }
  const usage = { inputBytes: expectation.inputBytes, outputTokens: delivery.outputTokens }
  const checks = [
    checkEqual('signature', signer, recovered),
    checkEqual('job', expectation.jobId, receipt.jobId),
    checkEqual('task', expectation.taskId, receipt.taskId),
    checkEqual('node', quote.nodeId, receipt.nodeId),
    checkEqual('index', expectation.index, receipt.index),
    checkEqual('quote', quote.quoteId, receipt.quoteId),
    checkEqual('model', quote.modelId, receipt.modelId),
    checkEqual('mode', quote.mode, receipt.mode),
    checkEqual('role', quote.role, receipt.role),
    checkEqual('request hash', expectation.requestHash, receipt.requestHash),
    checkEqual('response hash', delivery.responseHash, receipt.responseHash),
    checkEqual('transcript root', delivery.transcriptRoot, receipt.transcriptRoot),
    checkEqual('seed', expectation.seedCommit, receipt.seedCommit),
    checkEqual('temperature', expectation.temperatureMilli, receipt.temperatureMilli),
    checkEqual('input bytes', usage.inputBytes, receipt.inputBytes),
    checkEqual('output tokens', usage.outputTokens, receipt.outputTokens),
    checkEqual('finish reason', delivery.finishReason, receipt.finishReason),
    checkLimit(receipt, expectation),
    checkEqual('amount', costOf(quote, usage), receipt.amount),
  ]
  const failed = checks.find(({ ok }) => !ok)
  if (failed) {
    throw new WitanError(
      'RECEIPT_INVALID',
      `The receipt of node ${quote.nodeId} says ${failed.actual} for ${failed.name}; counted here: ${failed.expected}. The difference is not paid.`,
      { meta: { check: failed.name, expected: failed.expected, actual: failed.actual } },
    )
  }
  return checks
}

/** An expert may have a lower limit of its own, but an output that ended by length has reached it. */
function checkLimit(
  { maxOutputTokens, outputTokens, finishReason }: Receipt,
  expectation: ReceiptExpectation,
): Check {
  const lowest = finishReason === 'length' ? Math.max(1, maxOutputTokens) : 0
  const isRight = outputTokens <= maxOutputTokens && outputTokens >= lowest
  const highest = expectation.maxOutputTokens
  return {
    name: 'output limit',
    ok: isRight && maxOutputTokens <= highest,
    expected: `at most ${highest}${finishReason === 'length' ? ', reached' : ''}`,
    actual: String(maxOutputTokens),
  }
}
