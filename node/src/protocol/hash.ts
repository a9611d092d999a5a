/** The only importer of @noble/hashes. */

import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concatBytes, type Hex, toHex } from './bytes.ts'

/** Returns the 32 bytes of keccak256 over the parts in order. */
export function keccak256(...parts: readonly Uint8Array[]): Uint8Array {
  return keccak_256(parts.length === 1 ? parts[0]! : concatBytes(...parts))
}

/** Returns keccak256 over the parts in order, as hex. */
export function keccak256Hex(...parts: readonly Uint8Array[]): Hex {
  return toHex(keccak256(...parts))
}

/** keccak256 over bytes that come one after the other. */
export type RunningHash = {
  readonly push: (bytes: Uint8Array) => void
  /** Returns the hash over all bytes so far. */
  readonly hex: () => Hex
}

/** Returns keccak256 over nothing yet. */
export function createRunningHash(): RunningHash {
  const hash = keccak_256.create()
  return {
    push: (bytes) => void hash.update(bytes),
    hex: () => toHex(hash.clone().digest()),
  }
}

/** Returns the 32 bytes of SHA-256. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes)
}
