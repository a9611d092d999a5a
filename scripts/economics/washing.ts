/** What work for oneself is worth: the same market run with it and without it, all else alike. */

import { compare, type Row } from './compare.ts'
import type { LedgerWorld } from './ledgerWorld.ts'
import { type Earning, type MarketPlan, runMarket } from './runMarket.ts'
import type { Weighing } from './serveDay.ts'
import { IN_PLACE, nameOfWash, washingOf } from './strategies.ts'
import { DAYS, DEMAND, DOLLAR, PROBES, ROOM } from './terms.ts'

export type WashRow = {
  /** Dollars. */
  readonly stake: number
  /** Other constants of the ledger; undefined for the shipped ones. */
  readonly weighing: Weighing | undefined
  readonly rows: readonly Row[]
}

const CASES: readonly Pick<WashRow, 'stake' | 'weighing'>[] = [
  { stake: 10, weighing: undefined },
  { stake: 100, weighing: undefined },
  // fees vouch for a fifth of what they do, and every stake for half of itself
  { stake: 10, weighing: { beta: 0.5, kappa: 1 } },
  // fees vouch for nothing, and every stake for all of itself
  { stake: 10, weighing: { beta: 1, kappa: 0 } },
  { stake: 100, weighing: { beta: 1, kappa: 0 } },
]
/** Micro-dollars a day. */
const WASHES = [0n, DOLLAR / 2n, 3n * DOLLAR]

/** Runs every case with every seed three times: without, with little and with much work for oneself. */
export async function runWashing(
  world: LedgerWorld,
  {
    seeds,
    verifiers,
    tell,
  }: Pick<MarketPlan, 'verifiers'> & {
    readonly seeds: number
    readonly tell: (text: string) => void
  },
): Promise<readonly WashRow[]> {
  const results: WashRow[] = []
  for (const { stake, weighing } of CASES) {
    const runs: Earning[][] = []
    for (let seed = 0; seed < seeds; seed++) {
      const run: Earning[] = []
      for (const washes of WASHES) {
        const strategies = washingOf(BigInt(stake) * DOLLAR, washes)
        const plan = { seed: 3_000 + seed, strategies, verifiers, probes: PROBES, days: DAYS }
        const demand = Math.round(ROOM * DEMAND * strategies.length)
        const { operators } = await runMarket(world, { ...plan, demand, weighing })
        const name = washes === 0n ? IN_PLACE : nameOfWash(washes)
        run.push(...operators.filter((one) => one.name === name))
      }
      runs.push(run)
      tell(`washing at ${stake}, ${weighing?.beta ?? 'shipped'}: seed ${seed}`)
    }
    results.push({ stake, weighing, rows: compare(runs, IN_PLACE) })
  }
  return results
}
