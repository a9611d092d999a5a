/** Plain columns, as wide as their widest cell. */

/** Returns aligned lines; cells are text without colors. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((widest, row) => {
    for (const [i, cell] of row.entries()) widest[i] = Math.max(widest[i] ?? 0, cell.length)
    return widest
  }, [])
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
