/** The form of the tables in this folder: one sentence per custom error, with its values and the next step. */

import type { Abi, ContractErrorArgs, ContractErrorName } from 'viem'
import { formatDollars } from '#protocol/units.ts'

/** One function per error of an ABI, taking the error's values in order: a missing one does not compile. */
export type SentenceTable<abi extends Abi> = {
  readonly [name in ContractErrorName<abi>]: (
    ...values: Extract<ContractErrorArgs<abi, name>, readonly unknown[]>
  ) => string
}

/** Returns micro-dollars as text: "1.50 dollars". */
export function dollars(amount: bigint | number): string {
  return `${formatDollars(BigInt(amount))} dollars`
}

/** Returns Unix seconds as text in UTC: "2026-01-31 12:00:00 UTC"; bounds that are no time stay numbers. */
export function instant(seconds: bigint | number): string {
  const date = new Date(Number(seconds) * 1000)
  if (Number.isNaN(date.getTime())) return `time ${seconds}`
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
