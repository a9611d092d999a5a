import { type Hex, toHex } from '#protocol/bytes.ts'
import { sodium } from './sodium.ts'

/** X25519 key pair that requests are sealed to. The private key never leaves the process that made it. */
export type SealingKeyPair = {
  readonly publicKey: Hex
  readonly privateKey: Uint8Array
}

/** Returns a fresh random key pair. */
export function createSealingKeyPair(): SealingKeyPair {
  const { publicKey, privateKey } = sodium.crypto_kx_keypair()
  return { publicKey: toHex(publicKey), privateKey }
}

/** Overwrites the private key; the pair opens nothing afterwards. */
export function wipeSealingKeyPair(keyPair: SealingKeyPair): void {
  sodium.memzero(keyPair.privateKey)
}
