/** Peer ids: base58 text in the program (as libp2p prints them), the bytes of the multihash on chain. */

import type { Hex } from '#protocol/bytes.ts'
import { fromHex, toHex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
/** Equal to NodeRegistry.MAX_PEER_ID_BYTES. */
const MAX_PEER_ID_BYTES = 64

/** Returns the base58 text of on-chain bytes. */
export function peerIdFromBytes(bytes: Hex): string {
  const raw = fromHex(bytes)
  const zeros = raw.findIndex((byte) => byte !== 0)
  let value = raw.length === 0 ? 0n : BigInt(bytes)
  let text = ''
  while (value > 0n) {
    text = ALPHABET[Number(value % 58n)] + text
    value /= 58n
  }
  // Each leading zero byte is one leading '1', since it adds nothing to the number.
  return '1'.repeat(zeros === -1 ? raw.length : zeros) + text
}

/** Returns the on-chain bytes of base58 text. @throws {WitanError} INPUT_INVALID when it is no peer id. */
export function peerIdToBytes(text: string): Hex {
  let value = 0n
  for (const letter of text) {
    const digit = ALPHABET.indexOf(letter)
    if (digit === -1) throw malformed()
    value = value * 58n + BigInt(digit)
  }
  const ones = text.length - text.replace(/^1+/, '').length
  const hex = value === 0n ? '' : value.toString(16)
  const bytes = fromHex(`0x${'00'.repeat(ones)}${hex.length % 2 === 0 ? hex : `0${hex}`}`)
  if (bytes.length === 0 || bytes.length > MAX_PEER_ID_BYTES) throw malformed()
  return toHex(bytes)
}

function malformed(): WitanError {
  return new WitanError(
    'INPUT_INVALID',
    `The peer id is not base58 text of 1 to ${MAX_PEER_ID_BYTES} bytes.`,
  )
}
