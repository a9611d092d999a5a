/** Limits that a requester sets for itself; they are checked where money is about to be signed away. Pure. */

import { WitanError } from '#protocol/errors.ts'
import { formatDollars } from '#protocol/units.ts'

/** Micro-dollars; undefined is no limit. */
export type SpendCaps = {
  readonly perRequest?: bigint
  readonly perSession?: bigint
  readonly perDay?: bigint
}

/** What a job took from the caps: what it locked, or, once settled, what it cost. */
export type Spending = {
  /** Unix seconds. */
  readonly at: number
  readonly amount: bigint
}

export type Spent = { readonly session: bigint; readonly day: bigint }

const DAY_SECONDS = 86_400

/** Returns what was spent since the session began, and in the last 24 hours. */
export function spentOf(
  spendings: readonly Spending[],
  { now, sessionStart }: { readonly now: number; readonly sessionStart: number },
): Spent {
  const since = (start: number) =>
    spendings.reduce((sum, { at, amount }) => (at >= start ? sum + amount : sum), 0n)
  return { session: since(sessionStart), day: since(now - DAY_SECONDS) }
}

/**
 * Checks an amount that is about to be locked.
 *
 * @param amount - Micro-dollars, with what the same job has locked already.
 * @throws {WitanError} BUDGET_TOO_LOW naming the cap; nothing is signed then.
 */
export function assertWithinCaps(amount: bigint, caps: SpendCaps, spent: Spent): void {
  const rows = [
    ['request', caps.perRequest, amount],
    ['session', caps.perSession, spent.session + amount],
    ['day', caps.perDay, spent.day + amount],
  ] as const
  const passed = rows.find(([, cap, sum]) => cap !== undefined && sum > cap)
  if (!passed) return
  const [period, cap, sum] = passed
  throw new WitanError(
    'BUDGET_TOO_LOW',
    `Your own limit per ${period} is ${formatDollars(cap!)} dollars, and with this job it would be ${formatDollars(sum)}. Nothing was signed. Raise the limit under Account, or wait.`,
    { meta: { period, cap: cap!, sum } },
  )
}

/** Returns what may still be locked for one request, micro-dollars; undefined without any cap. */
export function roomWithin(caps: SpendCaps, spent: Spent): bigint | undefined {
  const rooms = [
    caps.perRequest,
    caps.perSession === undefined ? undefined : caps.perSession - spent.session,
    caps.perDay === undefined ? undefined : caps.perDay - spent.day,
  ].filter((room) => room !== undefined)
  const least = rooms.reduce<bigint | undefined>(
    (lowest, room) => (lowest === undefined || room < lowest ? room : lowest),
    undefined,
  )
  return least !== undefined && least < 0n ? 0n : least
}
