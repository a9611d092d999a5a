/** What crosses an evidence stream (/witan/evidence/1.0.0): the name of a bundle, then the bundle. */

import {
  bytesField,
  hexField,
  type Infer,
  namedField,
  objectField,
  textField,
  unionField,
} from './codec.ts'
import { parseErrorCode } from './errorCodes.ts'
import { parseHash } from './ids.ts'
import { MAX_EVIDENCE_BYTES } from './limits.ts'

export const evidenceRequestSchema = objectField({
  /** keccak256 of the bundle. */
  hash: hexField(32, parseHash),
})
export type EvidenceRequest = Infer<typeof evidenceRequestSchema>

export const evidenceResponseSchema = unionField({
  evidence: objectField({ bundle: bytesField({ max: MAX_EVIDENCE_BYTES }) }),
  error: objectField({ code: namedField(parseErrorCode), message: textField(500) }),
})
export type EvidenceResponse = Infer<typeof evidenceResponseSchema>
