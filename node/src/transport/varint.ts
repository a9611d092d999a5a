/** Unsigned LEB128 lengths, as every libp2p implementation prefixes its messages. */

import { WitanError } from '#protocol/errors.ts'

/** Returns the bytes of a length below 2^31. */
export function encodeVarint(value: number): Uint8Array {
  const out: number[] = []
  let rest = value
  while (rest >= 0x80) {
    out.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  out.push(rest)
  return Uint8Array.from(out)
}

/** Returns how many bytes the prefix of a length takes. */
export function varintLength(value: number): number {
  return encodeVarint(value).length
}

/**
 * Adds one byte to a length that is being read.
 *
 * @returns The value so far and whether it is complete.
 * @throws {WitanError} PEER_PROTOCOL when the last byte adds nothing, so that each length has one form.
 */
export function readVarintByte(
  value: number,
  position: number,
  byte: number,
): { readonly value: number; readonly complete: boolean } {
  const complete = byte < 0x80
  if (complete && byte === 0 && position > 0) {
    throw new WitanError('PEER_PROTOCOL', 'A length prefix is longer than it must be.')
  }
  return { value: value + (byte & 0x7f) * 2 ** (7 * position), complete }
}
