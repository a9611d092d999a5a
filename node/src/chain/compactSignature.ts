import { concatBytes, fromHex, type Hex, toHex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Signature } from '#protocol/signature.ts'

export type CompactSignature = {
  readonly r: Hex
  /** EIP-2098: the top bit is the parity, the rest is `s`. */
  readonly vs: Hex
}

const BYTES = 65

/**
 * Returns the 64-byte form of a signature, which the contracts take. The values are not judged: in a batch it is the
 * contract that skips a signature that nobody can have made.
 *
 * @throws {WitanError} SIGNATURE_INVALID when it is not 65 bytes.
 */
export function compactSignature(signature: Signature): CompactSignature {
  const bytes = fromHex(signature)
  if (bytes.length !== BYTES) {
    throw new WitanError(
      'SIGNATURE_INVALID',
      `The signature has ${bytes.length} bytes instead of ${BYTES}. Sign again.`,
    )
  }
  const [r, s, v] = [bytes.slice(0, 32), bytes.slice(32, 64), bytes[64]!]
  // v is 27 or 28, or the bare parity 0 or 1.
  const parity = v === 28 || v === 1 ? 0x80 : 0
  return { r: toHex(r), vs: toHex(concatBytes(Uint8Array.of(s[0]! | parity), s.slice(1))) }
}
