/** Verifying where nobody lies: fees are all that it earns, and more verifiers share them. */

import { compare, type Row } from './compare.ts'
import type { LedgerWorld } from './ledgerWorld.ts'
import { CHECKS, IDLE } from './probing.ts'
import { runMarket } from './runMarket.ts'
import { demandOf, HONEST, strategiesOf } from './strategies.ts'
import { DAYS, PROBES, STAKE } from './terms.ts'

export type QuietRow = {
  /** Verifiers that check. */
  readonly verifiers: number
  /** Probes that were reported, a node and day. */
  readonly probed: number
  /** One that checks, measured by one that is on the list and does nothing. */
  readonly row: Row
}

/** Honest operators of a market as large as the one with liars in it. */
export const OPERATORS = 13
const CROWDS = [1, 2, 4, 8]

/** Runs a market of honest operators with each number of verifiers. */
export async function runQuiet(
  world: LedgerWorld,
  seeds: number,
  tell: (text: string) => void,
): Promise<readonly QuietRow[]> {
  const honest = strategiesOf(STAKE).find(({ name }) => name === HONEST)!
  const strategies = Array.from({ length: OPERATORS }, () => honest)
  const demand = demandOf(strategies)
  const rows: QuietRow[] = []
  for (const crowd of CROWDS) {
    const verifiers = [...Array.from({ length: crowd }, () => CHECKS), IDLE]
    const runs = []
    for (let seed = 0; seed < seeds; seed++) {
      const plan = { seed: 5_000 + seed, strategies, verifiers, probes: PROBES, days: DAYS, demand }
      runs.push(await runMarket(world, plan))
      tell(`quiet market, ${crowd} verifiers: seed ${seed}`)
    }
    const all = compare(
      runs.map((one) => one.verifiers),
      IDLE,
    )
    const probed = runs.reduce((sum, one) => sum + one.probed, 0) / runs.length
    rows.push({ verifiers: crowd, probed, row: all.find(({ name }) => name === CHECKS)! })
  }
  return rows
}
