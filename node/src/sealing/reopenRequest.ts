import { concatBytes, equalBytes, utf8 } from '#protocol/bytes.ts'
import { encodeSealingContext, type SealingContext } from '#protocol/envelope.ts'
import { deriveSenderKeys } from './deriveSenderKeys.ts'
import { decodeEnvelope, envelopeInvalid, unpadPayload } from './envelopeLayout.ts'
import { pullFrames } from './pullFrames.ts'
import { sodium } from './sodium.ts'

/**
 * Returns what an envelope holds, by the key that its sender kept: nobody can show another text for it, since an
 * envelope opens under one key only.
 *
 * @param context - What the envelope is bound to; it names the node's key.
 * @param requestKey - What sealRequest kept.
 * @throws {WitanError} ENVELOPE_INVALID, the same for every cause; ENVELOPE_TOO_LARGE.
 */
export function reopenRequest(
  context: SealingContext,
  requestKey: Uint8Array,
  envelope: Uint8Array,
): Uint8Array {
  const parts = decodeEnvelope(envelope)
  const bound = encodeSealingContext(context)
  const keys = deriveSenderKeys(context, { requestKey, sent: parts.ephemeralKey, bound })
  try {
    if (!equalBytes(keys.commitment, parts.commitment)) throw envelopeInvalid()
    return unpadPayload(pullFrames(keys.request, parts, concatBytes(utf8('request'), bound)))
  } finally {
    sodium.memzero(keys.request)
    sodium.memzero(keys.response)
  }
}
