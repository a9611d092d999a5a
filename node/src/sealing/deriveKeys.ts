import { concatBytes, utf8 } from '#protocol/bytes.ts'
import { sodium } from './sodium.ts'

const LABEL = utf8('witan/sealing/1')

/** The secrets of one request and its answer, and the public value that pins them. */
export type SealingKeys = {
  readonly request: Uint8Array
  readonly response: Uint8Array
  readonly commitment: Uint8Array
}

/**
 * Returns the keys of one envelope (derivation: envelopeLayout.ts).
 *
 * @throws {TypeError} when the other side's public key has small order, so that the shared secret would be zero.
 */
export function deriveKeys(options: deriveKeys.Options): SealingKeys {
  const { privateKey, peerPublicKey, ephemeralKey, nodeKey, context } = options
  const shared = sodium.crypto_scalarmult(privateKey, peerPublicKey)
  const transcript = concatBytes(
    LABEL,
    ephemeralKey,
    nodeKey,
    sodium.crypto_generichash(32, context, null),
  )
  const root = sodium.crypto_generichash(64, transcript, shared)
  const derive = (label: string) => sodium.crypto_generichash(32, label, root)
  try {
    if (sodium.is_zero(shared)) throw new TypeError('weak public key')
    return {
      request: derive('request'),
      response: derive('response'),
      commitment: derive('commitment'),
    }
  } finally {
    sodium.memzero(shared)
    sodium.memzero(root)
  }
}

export declare namespace deriveKeys {
  type Options = {
    /** Own private key: the ephemeral one when sealing, the node's when opening. */
    readonly privateKey: Uint8Array
    /** Public key of the other side. */
    readonly peerPublicKey: Uint8Array
    readonly ephemeralKey: Uint8Array
    readonly nodeKey: Uint8Array
    /** Bytes of encodeSealingContext. */
    readonly context: Uint8Array
  }
}
