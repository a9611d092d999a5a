/** What a lie cost, as the chain says it, beside what was recomputed of it. */

import type { ConvictionAudit } from '#client/auditConviction.ts'
import type { Check } from '#client/check.ts'
import type { Hex } from '#protocol/bytes.ts'

export type Punishment = {
  /** What showed the lie, in words. */
  readonly found: string
  readonly fault: string
  /** Micro-dollars. */
  readonly slashed: bigint
  readonly txHash: Hex
  /** Everything recomputed from the chain alone. */
  readonly audit: {
    readonly ok: boolean
    readonly checks: number
    readonly failed: readonly string[]
  }
}

/** Returns a punishment with what was recomputed of it. */
export function punishmentOf(
  { fault, slashed, txHash }: ConvictionAudit,
  { found, checks }: { readonly found: string; readonly checks: readonly Check[] },
): Punishment {
  const failed = checks.filter(({ ok }) => !ok).map(({ name }) => name)
  const audit = { ok: failed.length === 0, checks: checks.length, failed }
  return { found, fault, slashed, txHash, audit }
}
