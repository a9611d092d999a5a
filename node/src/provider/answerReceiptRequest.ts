import { WitanError } from '#protocol/errors.ts'
import type { ReceiptRequest, ReceiptResponse } from '#protocol/receiptMessages.ts'
import { acceptVoucher } from './acceptVoucher.ts'
import type { Provider } from './provider.ts'
import { signDone } from './signDone.ts'

/**
 * Answers one request of a receipt stream.
 *
 * @throws {WitanError} RECEIPT_UNKNOWN, and what acceptVoucher and signDone throw.
 */
export async function answerReceiptRequest(
  provider: Provider,
  request: ReceiptRequest,
): Promise<ReceiptResponse> {
  switch (request.type) {
    case 'receipt': {
      const receipt = provider.store.receipts.get(request.jobId, request.taskId)
      if (receipt) return { type: 'receipt', receipt }
      throw new WitanError(
        'RECEIPT_UNKNOWN',
        'This node has no receipt of this task. Check job and task.',
        { meta: { jobId: request.jobId } },
      )
    }
    case 'voucher':
      await acceptVoucher(provider, request.voucher)
      return { type: 'accepted' }
    case 'done':
      return { type: 'done', done: await signDone(provider, request) }
  }
}
