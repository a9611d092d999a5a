/** What work for oneself is worth: the same market run with it and without it, all else alike. */

import { compare, type Row } from './compare.ts'
import type { LedgerWorld } from './ledgerWorld.ts'
import { type Earning, type MarketPlan, runMarket } from './runMarket.ts'
import type { Weighing } from './serveDay.ts'
import { type Crowd, demandOf, IN_PLACE, nameOfWash, washingOf } from './strategies.ts'
import { DAYS, DOLLAR, PROBES } from './terms.ts'

export type WashRow = {
  /** Dollars. */
  readonly stake: number
  readonly crowd: Crowd
  /** Other constants of the ledger; undefined for the shipped ones. */
  readonly weighing: Weighing | undefined
  readonly rows: readonly Row[]
}

const shipped = { weighing: undefined, crowd: 'honest operators' } as const
// a dollar of fees that vouches for more than it cost
const generous = { ...shipped, weighing: { beta: 0.1, kappa: 5 } }
const CASES: readonly Omit<WashRow, 'rows'>[] = [
  { ...shipped, crowd: 'everybody', stake: 100 },
  { ...shipped, stake: 100 },
  { ...shipped, stake: 30 },
  { ...shipped, stake: 10 },
  { ...shipped, stake: 5 },
  { ...generous, stake: 100 },
  { ...generous, stake: 10 },
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
  for (const { stake, weighing, crowd } of CASES) {
    const runs: Earning[][] = []
    for (let seed = 0; seed < seeds; seed++) {
      const run: Earning[] = []
      for (const washes of WASHES) {
        const strategies = washingOf(BigInt(stake) * DOLLAR, { washes, crowd })
        const plan = { seed: 3_000 + seed, strategies, verifiers, probes: PROBES, days: DAYS }
        const demand = demandOf(strategies)
        const { operators } = await runMarket(world, { ...plan, demand, weighing })
        const name = washes === 0n ? IN_PLACE : nameOfWash(washes)
        run.push(...operators.filter((one) => one.name === name))
      }
      runs.push(run)
      tell(`washing at ${stake} among ${crowd}, ${weighing?.beta ?? 'shipped'}: seed ${seed}`)
    }
    results.push({ stake, weighing, crowd, rows: compare(runs, IN_PLACE) })
  }
  return results
}
