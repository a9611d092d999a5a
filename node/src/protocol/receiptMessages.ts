/** What crosses a receipt stream (/witan/receipt/1.0.0): one request, one answer. */

import { hexField, type Infer, namedField, objectField, textField, unionField } from './codec.ts'
import { signedDoneSchema } from './done.ts'
import { parseErrorCode } from './errorCodes.ts'
import { parseJobId, parseTaskId } from './ids.ts'
import { signedReceiptSchema } from './receipt.ts'
import { signedVoucherSchema } from './voucher.ts'

export const receiptRequestSchema = unionField({
  /** The receipt of a task; knowing the task id is the right to read it. */
  receipt: objectField({ jobId: hexField(20, parseJobId), taskId: hexField(32, parseTaskId) }),
  /** A voucher outside a task stream, after a lost connection. */
  voucher: objectField({ voucher: signedVoucherSchema }),
  /** Asks the node to settle what it holds and to sign Done. */
  done: objectField({ jobId: hexField(20, parseJobId) }),
})
export type ReceiptRequest = Infer<typeof receiptRequestSchema>

export const receiptResponseSchema = unionField({
  receipt: objectField({ receipt: signedReceiptSchema }),
  /** The voucher is stored. */
  accepted: objectField({}),
  done: objectField({ done: signedDoneSchema }),
  error: objectField({ code: namedField(parseErrorCode), message: textField(500) }),
})
export type ReceiptResponse = Infer<typeof receiptResponseSchema>
