import { concatBytes, fromHex, type Hex, toHex, utf8 } from '#protocol/bytes.ts'
import { encodeSealingContext, type SealingContext } from '#protocol/envelope.ts'
import { deriveKeys, type SealingKeys } from './deriveKeys.ts'
import {
  decodeEnvelope,
  type EnvelopeParts,
  envelopeInvalid,
  unpadPayload,
} from './envelopeLayout.ts'
import { pullFrames } from './pullFrames.ts'
import { createResponseSealer, type ResponseSealer } from './responseSealer.ts'
import type { SealingKeyPair } from './sealingKeyPair.ts'
import { sodium } from './sodium.ts'

/** What an envelope held, and the means to answer it. */
export type OpenedRequest = {
  readonly plaintext: Uint8Array
  /** Seals the answer to this envelope, for its sender alone. */
  readonly sealer: ResponseSealer
  /** The envelope's ephemeral key: remember it until the deadline to refuse a replay. */
  readonly ephemeralKey: Hex
}

/**
 * Opens an envelope.
 *
 * @param context - What the node was asked and paid to serve; any difference to what was sealed is refused.
 * @param keyPair - The node's key pair named in the context.
 * @throws {WitanError} ENVELOPE_INVALID, the same for every cause; ENVELOPE_TOO_LARGE.
 */
export function openRequest(
  context: SealingContext,
  keyPair: SealingKeyPair,
  envelope: Uint8Array,
): OpenedRequest {
  const parts = decodeEnvelope(envelope)
  if (context.sealingKey !== keyPair.publicKey) throw envelopeInvalid()
  const bound = encodeSealingContext(context)
  const keys = deriveNodeKeys(keyPair, parts, bound)
  try {
    if (!sodium.memcmp(keys.commitment, parts.commitment)) throw envelopeInvalid()
    const padded = pullFrames(keys.request, parts, concatBytes(utf8('request'), bound))
    const plaintext = unpadPayload(padded)
    sodium.memzero(padded)
    return {
      plaintext,
      sealer: createResponseSealer(keys.response, bound),
      ephemeralKey: toHex(parts.ephemeralKey),
    }
  } finally {
    sodium.memzero(keys.request)
    sodium.memzero(keys.response)
  }
}

function deriveNodeKeys(
  keyPair: SealingKeyPair,
  parts: EnvelopeParts,
  bound: Uint8Array,
): SealingKeys {
  try {
    return deriveKeys({
      privateKey: keyPair.privateKey,
      peerPublicKey: parts.ephemeralKey,
      ephemeralKey: parts.ephemeralKey,
      nodeKey: fromHex(keyPair.publicKey, 32),
      context: bound,
    })
  } catch {
    throw envelopeInvalid()
  }
}
