import { createHash } from 'node:crypto'

/** Of 256 keys, how many are kept from training. */
const HELD_OUT_OF_256 = 20

/** Returns whether a key (such as a tuple of operands) belongs to the tests; the same for ever. */
export function isHeldOut(key: string): boolean {
  return createHash('sha256').update(key).digest()[0]! < HELD_OUT_OF_256
}
