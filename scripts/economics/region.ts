/** Where honesty stops paying: the same market run with other stakes and other numbers of probes. */

import { compare, type Row } from './compare.ts'
import type { LedgerWorld } from './ledgerWorld.ts'
import { CHECKS } from './probing.ts'
import { runMarket } from './runMarket.ts'
import { demandOf, HONEST, regionStrategies } from './strategies.ts'
import { DAYS, DOLLAR, VERIFIERS } from './terms.ts'

export type RegionRow = {
  /** Dollars. */
  readonly stake: number
  /** Of each verifier, in a day. */
  readonly probes: number
  /** Probes that were reported, a node and day. */
  readonly probed: number
  readonly rows: readonly Row[]
}

const STAKES = [5, 10, 30, 100, 300]
const PROBES = [2, 8]

/** Runs every cell of the region on the contracts. */
export async function runRegion(
  world: LedgerWorld,
  seeds: number,
  tell: (text: string) => void,
): Promise<readonly RegionRow[]> {
  const cells: RegionRow[] = []
  for (const probes of PROBES) {
    for (const stake of STAKES) {
      const runs = []
      const strategies = regionStrategies(BigInt(stake) * DOLLAR)
      for (let seed = 0; seed < seeds; seed++) {
        const plan = { strategies, probes, days: DAYS, seed: 7_000 + seed }
        const demand = demandOf(strategies)
        const verifiers = Array.from({ length: VERIFIERS }, () => CHECKS)
        runs.push(await runMarket(world, { ...plan, verifiers, demand }))
        tell(`stake ${stake}, ${probes} probes, seed ${seed}`)
      }
      const probed = runs.reduce((sum, one) => sum + one.probed, 0) / runs.length
      const rows = compare(
        runs.map(({ operators }) => operators),
        HONEST,
      )
      cells.push({ stake, probes, probed, rows })
    }
  }
  return cells
}
