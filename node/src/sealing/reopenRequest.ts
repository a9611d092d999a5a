import { concatBytes, equalBytes, fromHex, utf8 } from '#protocol/bytes.ts'
import { encodeSealingContext, type SealingContext } from '#protocol/envelope.ts'
import { deriveKeys, type SealingKeys } from './deriveKeys.ts'
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

function deriveSenderKeys(
  context: SealingContext,
  {
    requestKey,
    sent,
    bound,
  }: { readonly requestKey: Uint8Array; readonly sent: Uint8Array; readonly bound: Uint8Array },
): SealingKeys {
  const nodeKey = fromHex(context.sealingKey, 32)
  let keys: SealingKeys
  try {
    if (!equalBytes(sodium.crypto_scalarmult_base(requestKey), sent)) throw envelopeInvalid()
    keys = deriveKeys({
      privateKey: requestKey,
      peerPublicKey: nodeKey,
      ephemeralKey: sent,
      nodeKey,
      context: bound,
    })
  } catch {
    throw envelopeInvalid()
  }
  return keys
}
