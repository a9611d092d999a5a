/**
 * The noise of the seeded race in exact integers: the same number to the last bit here and in
 * contracts/libraries/RaceTranscript.sol. Fractions are Q96: an integer in units of 2^-96.
 */

import { concatBytes, u32 } from './bytes.ts'
import { WitanError } from './errors.ts'
import { keccak256 } from './hash.ts'

const ONE_Q96 = 1n << 96n
/** floor(ln 2 * 2^96). */
export const LN2_Q96 = 54916777467707473351141471128n
/** floor(sqrt 2 * 2^96). */
const SQRT2_Q96 = 112045541949572279837463876454n
/** Terms of the series after the first: the next one would be below one unit. */
const SERIES_TERMS = 12n
/** Bits of the hash that make the noise. */
const HASH_BITS = 64n

/**
 * Returns the natural logarithm of an integer in Q96.
 *
 * @param n - 1 to 2^200 - 1.
 * @throws {WitanError} INPUT_INVALID outside that range.
 */
export function lnQ96(n: bigint): bigint {
  if (n < 1n || n >= 1n << 200n) {
    throw new WitanError('INPUT_INVALID', 'A logarithm is taken of 1 to 2^200 - 1.')
  }
  let k = BigInt(n.toString(2).length - 1)
  let m = k >= 96n ? n >> (k - 96n) : n << (96n - k)
  if (m > SQRT2_Q96) {
    m >>= 1n
    k += 1n
  }
  // ln m = 2 artanh(s) with s = (m - 1) / (m + 1), which is at most 0.172 here
  const s = ((m - ONE_Q96) << 96n) / (m + ONE_Q96)
  const s2 = (s * s) >> 96n
  let t = s
  let sum = s
  for (let j = 1n; j <= SERIES_TERMS; j++) {
    t = (t * s2) >> 96n
    sum += t / (2n * j + 1n)
  }
  return k * LN2_Q96 + 2n * sum
}

/** Returns the first 64 bits of the hash that a seed gives to one token id at one position. */
export function raceBits(seed: Uint8Array, position: number, id: number): bigint {
  const hash = keccak256(concatBytes(seed, u32(position), u32(id)))
  return new DataView(hash.buffer, hash.byteOffset).getBigUint64(0)
}

/** Returns the Gumbel noise of such bits, nats in Q96. */
export function gumbelQ96(bits: bigint): bigint {
  const exponential = (HASH_BITS + 1n) * LN2_Q96 - lnQ96(2n * bits + 1n)
  return 96n * LN2_Q96 - lnQ96(exponential < 1n ? 1n : exponential)
}

/** Returns nearly the same in floating point, good to 1e-8 nats: enough wherever it is not close. */
export function gumbelNear(bits: bigint): number {
  const u = (2 * Number(bits) + 1) / 2 ** 65
  // near 1 the distance to 1 keeps its digits where u itself has lost them
  const rest = (2 * Number(0xffff_ffff_ffff_ffffn - bits) + 1) / 2 ** 65
  return -Math.log(u < 0.5 ? -Math.log(u) : -Math.log1p(-rest))
}
