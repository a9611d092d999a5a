/**
 * Returns the name that a mistyped one most likely means, or undefined when none is near.
 *
 * @param name - As typed.
 * @param known - Names that exist.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const typed = name.slice(0, 80).toLowerCase()
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(typed, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  // Half of the letters wrong is another word, not a slip.
  return best && best.distance <= Math.max(2, best.candidate.length / 2)
    ? best.candidate
    : undefined
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
