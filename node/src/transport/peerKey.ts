/** The ed25519 key that is a host's transport identity; it signs nothing about money. */

import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { WitanError } from '#protocol/errors.ts'

/** Returns a new peer key, 68 bytes (libp2p's protobuf form), to be kept beside the keystore. */
export async function createPeerKey(): Promise<Uint8Array> {
  return privateKeyToProtobuf(await generateKeyPair('Ed25519'))
}

/** Returns the libp2p key in stored bytes. @throws {WitanError} KEYSTORE_INVALID. */
export function parsePeerKey(bytes: Uint8Array): PrivateKey {
  try {
    const key = privateKeyFromProtobuf(bytes)
    if (key.type === 'Ed25519') return key
  } catch {
    // The cause could hold key bytes; the code says enough.
  }
  throw new WitanError('KEYSTORE_INVALID', 'The peer key is not an ed25519 key in libp2p form.')
}

/** Returns the base58 peer id of stored key bytes. @throws {WitanError} KEYSTORE_INVALID. */
export function peerIdOf(bytes: Uint8Array): string {
  return peerIdFromPrivateKey(parsePeerKey(bytes)).toString()
}
