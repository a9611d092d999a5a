/** One point of a line over time. */
export type SeriesPoint = {
  /** Unix seconds. */
  readonly at: number
  readonly value: bigint
}

/** Returns running sums, oldest first; amounts of one moment make one point. */
export function cumulate(
  amounts: readonly { readonly at: number; readonly amount: bigint }[],
): readonly SeriesPoint[] {
  const points: SeriesPoint[] = []
  let sum = 0n
  for (const { at, amount } of [...amounts].sort((a, b) => a.at - b.at)) {
    sum += amount
    if (points.at(-1)?.at === at) points.pop()
    points.push({ at, value: sum })
  }
  return points
}
