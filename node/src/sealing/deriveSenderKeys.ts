import { equalBytes, fromHex } from '#protocol/bytes.ts'
import type { SealingContext } from '#protocol/envelope.ts'
import { deriveKeys, type SealingKeys } from './deriveKeys.ts'
import { envelopeInvalid } from './envelopeLayout.ts'
import { sodium } from './sodium.ts'

/**
 * Returns the keys of an envelope again, by the key that its sender kept.
 *
 * @throws {WitanError} ENVELOPE_INVALID when the key is not the one of the envelope.
 */
export function deriveSenderKeys(
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
