/** Money: the payment token has 6 decimals; every amount is a bigint in micro-dollars. */

import { WitanError } from './errors.ts'

export const TOKEN_DECIMALS = 6
const ONE = 1_000_000n
/** Largest amount on a voucher (uint48 on chain): about 281 million dollars. */
export const MAX_AMOUNT = (1n << 48n) - 1n

/** Returns dollars as text with up to 6 decimals, at least 2: 1500000n -> "1.50". */
export function formatDollars(amount: bigint): string {
  const sign = amount < 0n ? '-' : ''
  const value = amount < 0n ? -amount : amount
  const fraction = (value % ONE)
    .toString()
    .padStart(TOKEN_DECIMALS, '0')
    .replace(/0{1,4}$/, '')
  return `${sign}${value / ONE}.${fraction}`
}

/** Returns micro-dollars of a decimal text: "1.5" -> 1500000n. @throws {WitanError} INPUT_INVALID. */
export function parseDollars(text: string): bigint {
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (!match) {
    throw new WitanError(
      'INPUT_INVALID',
      'Expected dollars as a decimal with at most 6 decimals, such as 0.25.',
    )
  }
  return BigInt(match[1]!) * ONE + BigInt((match[2] ?? '').padEnd(TOKEN_DECIMALS, '0'))
}
