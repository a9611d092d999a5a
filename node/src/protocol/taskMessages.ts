/** Everything that crosses a task stream (/witan/task/1.0.0), in both directions. */

import {
  bytesField,
  hexField,
  type Infer,
  namedField,
  nodeIdField,
  objectField,
  textField,
  uintField,
  unionField,
} from './codec.ts'
import { parseErrorCode } from './errorCodes.ts'
import { parseAddress, parseJobId, parseTaskId } from './ids.ts'
import { MAX_ALLOCATIONS, MAX_TASK_MESSAGE_BYTES, RESPONSE_FRAME_BYTES } from './limits.ts'
import { signedQuoteSchema } from './quote.ts'
import { signedReceiptSchema } from './receipt.ts'
import { signatureField } from './signature.ts'
import { signedVoucherSchema } from './voucher.ts'

const MAX_U40 = 2 ** 40 - 1
/** Largest sealed frame: the padded plaintext, the stream header and tags of the sealing layer. */
const MAX_SEALED_FRAME_BYTES = RESPONSE_FRAME_BYTES + 64

/** A task for one node: who pays, under which quote, and the sealed request. Signed by the job's session key (typedData TaskRequest). */
export const taskRequestSchema = objectField({
  jobId: hexField(20, parseJobId),
  taskId: hexField(32, parseTaskId),
  nodeId: nodeIdField,
  index: uintField(MAX_ALLOCATIONS - 1),
  sessionKey: hexField(20, parseAddress),
  quote: signedQuoteSchema,
  /** Unix seconds. */
  deadline: uintField(MAX_U40),
  envelope: bytesField({ max: MAX_TASK_MESSAGE_BYTES }),
  signature: signatureField,
})
export type TaskRequest = Infer<typeof taskRequestSchema>

/** Requester to node. */
export const clientMessageSchema = unionField({
  task: objectField({ request: taskRequestSchema }),
  voucher: objectField({ voucher: signedVoucherSchema }),
  abort: objectField({}),
})
export type ClientMessage = Infer<typeof clientMessageSchema>

/** Node to requester. */
export const nodeMessageSchema = unionField({
  /** Admitted; `queued` tasks are ahead of it. */
  accepted: objectField({ queued: uintField(10_000) }),
  frame: objectField({ sealed: bytesField({ max: MAX_SEALED_FRAME_BYTES }) }),
  receipt: objectField({ receipt: signedReceiptSchema }),
  error: objectField({ code: namedField(parseErrorCode), message: textField(500) }),
})
export type NodeMessage = Infer<typeof nodeMessageSchema>
