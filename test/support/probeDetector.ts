/** An attacker that learns to tell probes from jobs: a logistic regression, and how well it ranks what it never saw. */

/** What is known of one job, as numbers. */
export type Features = readonly number[]

export type Detection = {
  /** Probability that it ranks a probe above a job; 0.5 is guessing. */
  readonly auc: number
  /** Ends of its 95 % interval. */
  readonly from: number
  readonly to: number
}

const STEPS = 600
const RATE = 0.3
const SHRINK = 1e-3

/** Learns from some probes and jobs, and says how well it tells the others apart. */
export function detect(
  known: { readonly probes: readonly Features[]; readonly jobs: readonly Features[] },
  unknown: { readonly probes: readonly Features[]; readonly jobs: readonly Features[] },
): Detection {
  const scale = scalerOf([...known.probes, ...known.jobs])
  const weights = fit(known.probes.map(scale), known.jobs.map(scale))
  const score = (one: Features) => dot(weights, scale(one))
  return rank(unknown.probes.map(score), unknown.jobs.map(score))
}

/** Both kinds count alike, however many there are of each; squares let it see what lies in the middle. */
function fit(probes: readonly Features[], jobs: readonly Features[]): number[] {
  const weights = new Array<number>(probes[0]?.length ?? 0).fill(0)
  const rows = [
    ...probes.map((x) => ({ x, y: 1, share: 0.5 / probes.length })),
    ...jobs.map((x) => ({ x, y: 0, share: 0.5 / jobs.length })),
  ]
  for (let step = 0; step < STEPS; step++) {
    const slope = weights.map((weight) => SHRINK * weight)
    for (const { x, y, share } of rows) {
      const off = share * (1 / (1 + Math.exp(-dot(weights, x))) - y)
      for (let i = 0; i < x.length; i++) slope[i]! += off * x[i]!
    }
    for (let i = 0; i < weights.length; i++) weights[i]! -= RATE * slope[i]!
  }
  return weights
}

/** Mann and Whitney's statistic with Hanley and McNeil's interval. */
function rank(probes: readonly number[], jobs: readonly number[]): Detection {
  let wins = 0
  for (const probe of probes) {
    for (const job of jobs) wins += probe > job ? 1 : probe === job ? 0.5 : 0
  }
  const [n, m] = [probes.length, jobs.length]
  const auc = wins / (n * m)
  const [q1, q2] = [auc / (2 - auc), (2 * auc ** 2) / (1 + auc)]
  const variance =
    (auc * (1 - auc) + (n - 1) * (q1 - auc ** 2) + (m - 1) * (q2 - auc ** 2)) / (n * m)
  const half = 1.96 * Math.sqrt(variance)
  return { auc, from: auc - half, to: auc + half }
}

/** Every feature with mean 0 and spread 1, its square beside it, and a constant. */
function scalerOf(rows: readonly Features[]): (row: Features) => number[] {
  const columns = rows[0]?.map((_, i) => rows.map((row) => row[i]!)) ?? []
  const means = columns.map((all) => all.reduce((sum, one) => sum + one, 0) / all.length)
  const spreads = columns.map((all, i) => {
    const variance = all.reduce((sum, one) => sum + (one - means[i]!) ** 2, 0) / all.length
    return Math.sqrt(variance) || 1
  })
  return (row) => {
    const plain = row.map((value, i) => (value - means[i]!) / spreads[i]!)
    return [1, ...plain, ...plain.map((value) => value ** 2 - 1)]
  }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}
