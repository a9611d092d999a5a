import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'

/** Order of the base field of BLS12-381. */
const P =
  0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn
const B = 4n
const COMPRESSED = 1n << 383n
const INFINITY = 1n << 382n
const LARGER_Y = 1n << 381n
const POINT = /^0x[0-9a-f]{96}$/i

/**
 * Returns a point of G1 of BLS12-381 as the chain's precompiles take it: 64 bytes for each coordinate.
 *
 * That it lies in the group of the signatures is checked on chain.
 *
 * @param compressed - 48 bytes: x, with three flags in the highest bits.
 * @throws {WitanError} CONFIG_INVALID when the bytes are no compressed point of the curve.
 */
export function decompressPoint(compressed: Hex): Hex {
  if (!POINT.test(compressed)) throw notAPoint(compressed)
  const bits = BigInt(compressed)
  const x = bits & (LARGER_Y - 1n)
  const isPlain = (bits & COMPRESSED) !== 0n && (bits & INFINITY) === 0n && x < P
  const square = (x * x * x + B) % P
  // P = 3 mod 4, so this is a square root where there is one
  const root = power(square, (P + 1n) / 4n)
  if (!isPlain || (root * root) % P !== square) throw notAPoint(compressed)
  const isLarger = root > (P - 1n) / 2n
  const y = isLarger === ((bits & LARGER_Y) !== 0n) ? root : P - root
  return `0x${coordinate(x)}${coordinate(y)}`
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = base; exponent > 0n; exponent >>= 1n, square = (square * square) % P) {
    if ((exponent & 1n) === 1n) result = (result * square) % P
  }
  return result
}

function coordinate(value: bigint): string {
  return value.toString(16).padStart(128, '0')
}

function notAPoint(compressed: Hex): WitanError {
  return new WitanError(
    'CONFIG_INVALID',
    `${compressed.slice(0, 20)}… is no compressed point of 48 bytes. Give the signature as drand publishes it.`,
  )
}
