/** Longest runs of characters that are compared. */
const LONGEST = 6

/** Weight of recall over precision, squared: the usual chrF2. */
const BETA_SQUARED = 4

/**
 * Returns how alike two texts are by their runs of one to six characters (chrF2, 0 to 100); 100 for the same text.
 * It tells a translation with one wrong ending from a wrong sentence.
 */
export function chrf(text: string, truth: string): number {
  const scores: number[] = []
  for (let length = 1; length <= LONGEST; length++) {
    const found = countRuns(text, length)
    const wanted = countRuns(truth, length)
    if (found.size === 0 && wanted.size === 0) continue
    let shared = 0
    for (const [run, count] of found) shared += Math.min(count, wanted.get(run) ?? 0)
    const precision = shared / Math.max(1, sum(found))
    const recall = shared / Math.max(1, sum(wanted))
    const divisor = BETA_SQUARED * precision + recall
    scores.push(divisor === 0 ? 0 : ((1 + BETA_SQUARED) * precision * recall) / divisor)
  }
  if (scores.length === 0) return 100
  return (100 * scores.reduce((total, score) => total + score, 0)) / scores.length
}

/** Spaces do not count: they say nothing that the letters round them don't. */
function countRuns(text: string, length: number): Map<string, number> {
  const characters = [...text.replace(/\s+/g, '')]
  const counts = new Map<string, number>()
  for (let start = 0; start + length <= characters.length; start++) {
    const run = characters.slice(start, start + length).join('')
    counts.set(run, (counts.get(run) ?? 0) + 1)
  }
  return counts
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0
  for (const count of counts.values()) total += count
  return total
}
