/** The user's limits against what this browser's jobs took, read where money is about to be signed away. */

import type { Address } from '#protocol/ids.ts'
import { listRecords } from '@/lib/jobStore.ts'
import { spendingOf } from './jobRecord.ts'
import { readSettings } from './requesterSettings.ts'
import { assertWithinCaps, type Spent, spentOf } from './spendCaps.ts'

/** A session lasts as long as the page, and through its reloads. */
const SESSION_KEY = 'witan.session'

/** Returns what the jobs of this browser took, this session and in 24 hours. */
export async function readSpent(escrow: Address): Promise<Spent> {
  const spendings = (await listRecords(escrow)).map(spendingOf)
  return spentOf(spendings, { now: nowSeconds(), sessionStart: sessionStart() })
}

/** Returns when the session began, Unix seconds. */
function sessionStart(): number {
  const stored = Number(sessionStorage.getItem(SESSION_KEY))
  if (stored > 0) return stored
  const now = nowSeconds()
  sessionStorage.setItem(SESSION_KEY, String(now))
  return now
}

/**
 * Checks an amount against the user's own limits.
 *
 * @param escrow - Deployment whose jobs count.
 * @param options - `amount` to be locked now; `locked` by the same job before, for the limit per request.
 * @throws {WitanError} BUDGET_TOO_LOW; nothing is signed then.
 */
export async function assertOwnCaps(
  escrow: Address,
  { amount, locked }: { readonly amount: bigint; readonly locked: bigint },
): Promise<void> {
  const { caps } = readSettings()
  const spent = await readSpent(escrow)
  assertWithinCaps(amount, { perSession: caps.perSession, perDay: caps.perDay }, spent)
  assertWithinCaps(amount + locked, { perRequest: caps.perRequest }, spent)
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
