/** A node's signed word that it wants no more than `total` of a job; with one of each node the remainder is free at once. */

import { bigField, hexField, type Infer, nodeIdField, objectField } from './codec.ts'
import { parseJobId } from './ids.ts'
import { signatureField } from './signature.ts'

export const doneSchema = objectField({
  jobId: hexField(20, parseJobId),
  nodeId: nodeIdField,
  /** Micro-dollars claimed on chain in all; release needs claimed >= total, so an unsettled voucher blocks it. */
  total: bigField(48),
})
export type Done = Infer<typeof doneSchema>

export const signedDoneSchema = objectField({ done: doneSchema, signature: signatureField })
export type SignedDone = Infer<typeof signedDoneSchema>
