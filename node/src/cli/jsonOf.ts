/** What --json prints: money is never a bare number, bytes are hex, nothing else is changed. */

import { toHex } from '#protocol/bytes.ts'
import { formatDollars } from '#protocol/units.ts'

/** An amount of money in JSON. */
export type AmountJson = {
  /** Integer text, micro-dollars: exact, for machines. */
  readonly microDollars: string
  /** The same in dollars, such as "1.50". */
  readonly decimal: string
}

/** Returns an amount as it stands in JSON. @param amount - Micro-dollars. */
export function amountJson(amount: bigint): AmountJson {
  return { microDollars: amount.toString(), decimal: formatDollars(amount) }
}

/** Returns one line of JSON. Every bigint in a result is an amount in micro-dollars and is printed as one. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(plain(value))
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return amountJson(value)
  if (value instanceof Uint8Array) return toHex(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}
