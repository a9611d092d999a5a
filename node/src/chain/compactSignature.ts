import { parseSignature, signatureToCompactSignature } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Signature } from '#protocol/signature.ts'

export type CompactSignature = {
  readonly r: Hex
  /** EIP-2098: the top bit is the parity, the rest is `s`. */
  readonly vs: Hex
}

/** Returns the 64-byte form of a signature, which the contracts take. @throws {WitanError} SIGNATURE_INVALID. */
export function compactSignature(signature: Signature): CompactSignature {
  try {
    const { r, yParityAndS } = signatureToCompactSignature(parseSignature(signature))
    return { r, vs: yParityAndS }
  } catch (cause) {
    throw new WitanError('SIGNATURE_INVALID', 'The signature is not 65 bytes of r, s and v.', {
      cause,
    })
  }
}
