/** The requester's signed running total payable to one node of one job. It only grows; the last one is the claim. */

import { bigField, hexField, type Infer, nodeIdField, objectField, uintField } from './codec.ts'
import { parseJobId } from './ids.ts'
import { MAX_ALLOCATIONS } from './limits.ts'
import { signatureField } from './signature.ts'

export const voucherSchema = objectField({
  jobId: hexField(20, parseJobId),
  nodeId: nodeIdField,
  /** Position of the node's allocation in the job; signed, so that one voucher can't be paid twice. */
  index: uintField(MAX_ALLOCATIONS - 1),
  /** Micro-dollars since the start of the job, fee included. */
  total: bigField(48),
})
export type Voucher = Infer<typeof voucherSchema>

export const signedVoucherSchema = objectField({
  voucher: voucherSchema,
  signature: signatureField,
})
export type SignedVoucher = Infer<typeof signedVoucherSchema>
