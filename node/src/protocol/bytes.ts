/** Bytes, text and hex: the few conversions that every rim needs. */

import { WitanError } from './errors.ts'

/** 0x-prefixed lower- or upper-case hex. */
export type Hex = `0x${string}`

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Returns the lower-case 0x-hex of bytes. */
export function toHex(bytes: Uint8Array): Hex {
  let text = '0x'
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text as Hex
}

/**
 * Returns the bytes of a 0x-hex text.
 *
 * @throws {WitanError} INPUT_INVALID when it is not hex, or not `length` bytes long where one is given.
 */
export function fromHex(text: string, length?: number): Uint8Array {
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(text)) {
    throw new WitanError(
      'INPUT_INVALID',
      `Expected 0x-hex, got ${text.length} characters of something else.`,
    )
  }
  const bytes = new Uint8Array((text.length - 2) / 2)
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Number.parseInt(text.slice(2 + 2 * i, 4 + 2 * i), 16)
  if (length !== undefined && bytes.length !== length) {
    throw new WitanError('INPUT_INVALID', `Expected ${length} bytes of hex, got ${bytes.length}.`)
  }
  return bytes
}

/** Returns the UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Returns the text of UTF-8 bytes; throws a TypeError when they are not valid UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/** Returns one array holding all parts in order. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    out.set(part, offset)
    offset += part.length
  }
  return out
}

/** Returns whether two arrays hold the same bytes. Not constant-time: never for secrets. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

/** Returns the 4 big-endian bytes of an unsigned 32-bit number. */
export function u32(value: number): Uint8Array {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, value)
  return out
}
