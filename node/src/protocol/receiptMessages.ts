/** What crosses a receipt stream (/witan/receipt/1.0.0): one request, one answer. */

import {
  hexField,
  type Infer,
  namedField,
  objectField,
  textField,
  uintField,
  unionField,
} from './codec.ts'
import { signedDoneSchema } from './done.ts'
import { parseErrorCode } from './errorCodes.ts'
import { parseAddress, parseJobId, parseTaskId } from './ids.ts'
import { MAX_ALLOCATIONS } from './limits.ts'
import { signedReceiptSchema } from './receipt.ts'
import { signatureField } from './signature.ts'
import { signedVoucherSchema } from './voucher.ts'

export const receiptRequestSchema = unionField({
  /** The receipt of a task; knowing the task id is the right to read it. */
  receipt: objectField({ jobId: hexField(20, parseJobId), taskId: hexField(32, parseTaskId) }),
  /** A voucher outside a task stream, after a lost connection. */
  voucher: objectField({ voucher: signedVoucherSchema }),
  /** Asks the node to settle what it holds and to sign Done; signed by the job's session key (typedData DoneRequest). */
  done: objectField({
    jobId: hexField(20, parseJobId),
    sessionKey: hexField(20, parseAddress),
    index: uintField(MAX_ALLOCATIONS - 1),
    signature: signatureField,
  }),
})
export type ReceiptRequest = Infer<typeof receiptRequestSchema>
export type DoneRequest = Extract<ReceiptRequest, { readonly type: 'done' }>

export const receiptResponseSchema = unionField({
  receipt: objectField({ receipt: signedReceiptSchema }),
  /** The voucher is stored. */
  accepted: objectField({}),
  done: objectField({ done: signedDoneSchema }),
  error: objectField({ code: namedField(parseErrorCode), message: textField(500) }),
})
export type ReceiptResponse = Infer<typeof receiptResponseSchema>
