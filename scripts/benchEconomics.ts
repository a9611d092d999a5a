/**
 * Prints what each strategy earns beside honesty, on the contracts as they are deployed.
 *
 * `--json` prints one JSON object and nothing else; `--write` writes docs/economics.md; `--seeds` runs another number of
 * seeds than the page has. Ends with 1 when a strategy at the shipped stake earns more than honesty, or as much.
 */

import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { compare, type Row, standingOf } from './economics/compare.ts'
import { economicsPage } from './economics/economicsPage.ts'
import { type LedgerWorld, openLedgerWorld } from './economics/ledgerWorld.ts'
import { CHECKS } from './economics/probing.ts'
import { type QuietRow, runQuiet } from './economics/quietMarket.ts'
import { type RegionRow, runRegion } from './economics/region.ts'
import { type MarketPlan, type MarketResult, runMarket } from './economics/runMarket.ts'
import {
  DECOYS,
  demandOf,
  dilutionOf,
  HONEST,
  IN_PLACE,
  strategiesOf,
} from './economics/strategies.ts'
import { DAYS, DOLLAR, PROBES, SEEDS, STAKE } from './economics/terms.ts'
import { runWashing, type WashRow } from './economics/washing.ts'

export type EconomicsReport = {
  readonly seeds: number
  readonly regionSeeds: number
  readonly serving: readonly Row[]
  readonly verifying: readonly Row[]
  /** What fees paid to a verifier that checks, dollars a day; and what its probes could have earned. */
  readonly rewards: { readonly paid: number; readonly asked: number }
  readonly dilution: readonly Row[]
  readonly diluted: {
    readonly probed: number
    readonly before: number
    readonly rewards: number
    readonly cost: number
  }
  readonly washing: readonly WashRow[]
  readonly quiet: readonly QuietRow[]
  readonly region: readonly RegionRow[]
  /** Shares of the stake in parts of 10,000, micro-dollars. */
  readonly amounts: { readonly verdictSlashBps: number; readonly probeReward: bigint }
}

const DUST = 300
const REGION_SHARE = 3
const VERIFIERS: MarketPlan['verifiers'] = [
  ...Array.from({ length: 6 }, () => CHECKS),
  'passes unread',
  'does nothing',
]

const root = path.resolve(import.meta.dirname, '..')
const report = await run()
if (process.argv.includes('--write')) {
  await writeFile(path.join(root, 'docs', 'economics.md'), economicsPage(report))
}
const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)
if (process.argv.includes('--json')) console.log(JSON.stringify(report, plain))
else console.log(economicsPage(report))
if (beaten(report).length > 0) process.exitCode = 1

async function run(): Promise<EconomicsReport> {
  const seeds = seedsWanted()
  const world = await openLedgerWorld()
  const market = await runSeeds(world, { strategies: [...strategiesOf(STAKE), DECOYS], seeds })
  const diluted = await runSeeds(world, { strategies: dilutionOf(STAKE, DUST), seeds })
  const washing = await runWashing(world, { seeds, verifiers: VERIFIERS, tell })
  const quiet = await runQuiet(world, seeds, tell)
  const regionSeeds = Math.max(2, Math.ceil(seeds / REGION_SHARE))
  const region = await runRegion(world, regionSeeds, tell)
  const amounts = (await world.read('ProbeCourt', 'amountsNow')) as EconomicsReport['amounts']
  const paid = rewardsOf(market)
  return {
    seeds,
    regionSeeds,
    serving: compareOperators(market),
    verifying: compare(
      market.map(({ verifiers }) => verifiers),
      CHECKS,
    ),
    rewards: { paid, asked: (PROBES * Number(amounts.probeReward)) / 1e6 },
    dilution: compareOperators(diluted),
    diluted: {
      probed: probedIn(diluted),
      before: probedIn(market),
      rewards: rewardsOf(diluted),
      cost: diluted[0]?.dust ?? 0,
    },
    washing,
    quiet,
    region,
    amounts,
  }
}

async function runSeeds(
  world: LedgerWorld,
  wanted: Pick<MarketPlan, 'strategies'> & { readonly seeds: number },
): Promise<readonly MarketResult[]> {
  const { strategies, seeds } = wanted
  const results: MarketResult[] = []
  const demand = demandOf(strategies)
  for (let seed = 1; seed <= seeds; seed++) {
    const plan = { seed, strategies, verifiers: VERIFIERS, probes: PROBES, days: DAYS, demand }
    results.push(await runMarket(world, plan))
    tell(`${strategies.length} operators: seed ${seed}`)
  }
  return results
}

function compareOperators(results: readonly MarketResult[]): readonly Row[] {
  return compare(
    results.map(({ operators }) => operators),
    HONEST,
  )
}

function rewardsOf(results: readonly MarketResult[]): number {
  const all = results.flatMap(({ verifiers }) => verifiers.filter(({ name }) => name === CHECKS))
  return all.reduce((sum, { rewarded }) => sum + rewarded, 0) / all.length
}

function probedIn(results: readonly MarketResult[]): number {
  return results.reduce((sum, { probed }) => sum + probed, 0) / results.length
}

function beaten({ serving, verifying, dilution, washing }: EconomicsReport): readonly Row[] {
  const isBeaten = (honest: string) => (row: Row) =>
    row.name !== honest && standingOf(row, honest) !== 'less'
  return [
    ...serving.filter(isBeaten(HONEST)),
    ...verifying.filter(isBeaten(CHECKS)),
    ...dilution.filter(isBeaten(HONEST)),
    // smaller stakes than the shipped one show where it stops being true
    ...washing.flatMap(({ stake, weighing, rows }) =>
      weighing || BigInt(stake) * DOLLAR < STAKE ? [] : rows.filter(isBeaten(IN_PLACE)),
    ),
  ]
}

function seedsWanted(): number {
  const at = process.argv.indexOf('--seeds')
  return at < 0 ? SEEDS : Number(process.argv[at + 1])
}

/** A line for whoever waits; standard output is the report's. */
function tell(text: string): void {
  if (process.stderr.isTTY || process.argv.includes('--progress')) console.error(text)
}
