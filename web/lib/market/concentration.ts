/** How much of a market few holders have. */

export type Concentration = {
  /** Holders of more than nothing. */
  readonly holders: number
  readonly total: bigint
  /** Share of the five largest together, 0 to 1; undefined while there is nothing. */
  readonly topFiveShare: number | undefined
  /** Fewest holders that together have more than half; 0 while there is nothing. */
  readonly nakamoto: number
}

const TOP = 5
/** Shares are ratios of bigints; six digits are more than anybody reads. */
const PRECISION = 1_000_000n

/** Returns how concentrated amounts of holders are. */
export function concentration(amounts: readonly bigint[]): Concentration {
  const sorted = amounts
    .filter((amount) => amount > 0n)
    .sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
  const total = sorted.reduce((sum, amount) => sum + amount, 0n)
  const top = sorted.slice(0, TOP).reduce((sum, amount) => sum + amount, 0n)
  return {
    holders: sorted.length,
    total,
    topFiveShare: shareOf(top, total),
    nakamoto: fewestOverHalf(sorted, total),
  }
}

/** Returns a part of a whole as 0 to 1; undefined of nothing. */
export function shareOf(part: bigint, whole: bigint): number | undefined {
  return whole === 0n ? undefined : Number((part * PRECISION) / whole) / Number(PRECISION)
}

/** Returns the sum of each holder's amounts, largest first. */
export function sumByHolder<holder>(
  entries: readonly (readonly [holder, bigint])[],
): readonly { readonly holder: holder; readonly amount: bigint }[] {
  const sums = new Map<holder, bigint>()
  for (const [holder, amount] of entries) sums.set(holder, (sums.get(holder) ?? 0n) + amount)
  return [...sums]
    .map(([holder, amount]) => ({ holder, amount }))
    .sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0))
}

function fewestOverHalf(sorted: readonly bigint[], total: bigint): number {
  let sum = 0n
  for (const [i, amount] of sorted.entries()) {
    sum += amount
    if (sum * 2n > total) return i + 1
  }
  return 0
}
