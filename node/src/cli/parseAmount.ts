import { WitanError } from '#protocol/errors.ts'
import { parseDollars } from '#protocol/units.ts'

/** Returns micro-dollars of an amount that a person typed. @throws {WitanError} INPUT_INVALID when it is malformed or zero. */
export function parseAmount(text: string): bigint {
  const amount = parseDollars(text)
  if (amount === 0n)
    throw new WitanError('INPUT_INVALID', 'The amount is zero; give a positive one.')
  return amount
}
