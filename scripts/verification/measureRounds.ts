/** Processor times of several kinds of work, each kind once a round. */
export type RoundTimes<Kind extends string> = Readonly<Record<Kind, readonly number[]>>

/** A ratio of two kinds: of the cheapest rounds of each, and the lowest and highest within a round. */
export type Ratio = { readonly ratio: number; readonly range: readonly [number, number] }

/**
 * Returns what each kind of work cost in each round (ms of this process's processor time). The kinds take turns, so
 * that what else the machine does meets all of them.
 *
 * @param work - By kind.
 * @param rounds - How often.
 */
export async function measureRounds<Kind extends string>(
  work: Readonly<Record<Kind, () => Promise<void>>>,
  rounds: number,
): Promise<RoundTimes<Kind>> {
  const kinds = Object.keys(work) as Kind[]
  const times = Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as Record<
    Kind,
    number[]
  >
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) {
      const began = process.cpuUsage()
      await work[kind]()
      const { user, system } = process.cpuUsage(began)
      times[kind].push((user + system) / 1000)
    }
  }
  return times
}

/** Returns the cheapest round, which other programs disturbed least. */
export function cheapestOf(times: readonly number[]): number {
  return Math.min(...times)
}

/** Returns a ratio with its spread over rounds. */
export function ratioOf(times: readonly number[], base: readonly number[]): Ratio {
  const within = times.map((time, round) => time / base[round]!)
  return {
    ratio: cheapestOf(times) / cheapestOf(base),
    range: [Math.min(...within), Math.max(...within)],
  }
}
