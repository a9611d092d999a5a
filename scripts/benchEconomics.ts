/**
 * Prints what each strategy earns beside honesty, on the contracts as they are deployed.
 *
 * `--json` prints one JSON object and nothing else; `--write` writes docs/economics.md. Ends with 1 when a strategy earns
 * as much as honesty or more.
 */

import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { economicsPage } from './economics/economicsPage.ts'
import { openNode, openRequester } from './economics/market.ts'
import { type RegionRow, regionOf } from './economics/region.ts'
import { runReputation, type Weighing } from './economics/reputation.ts'
import { type Outcome, runForcing, runServing } from './economics/serving.ts'
import { DOLLAR, HONEST_COST, VERIFIERS } from './economics/terms.ts'
import { runVerifying } from './economics/verifying.ts'
import { registerModel } from './gas/measureCourt.ts'
import { giveTokens, openWorld } from './gas/openWorld.ts'

type Row = {
  readonly strategy: string
  readonly mean: number
  readonly least: number
  readonly most: number
  readonly tasks: number
  readonly verdicts: number
  /** What honest work of the same volume earns, where that is another than the first row's. */
  readonly honestForThat?: number
}

export type EconomicsReport = {
  readonly serving: readonly Row[]
  readonly verifying: readonly Row[]
  readonly reputation: readonly Weighing[]
  readonly region: readonly RegionRow[]
  /** Share of the stake that a verdict takes. */
  readonly slash: number
  readonly transactionsNote: string
}

const FEE = 0.025
/** Nodes that duties are drawn from. */
const NODES = 24
/** What the bench has to pay rewards with before the first. */
const POOL = 100n * DOLLAR
const root = path.resolve(import.meta.dirname, '..')
const report = await run()
if (process.argv.includes('--write')) {
  await writeFile(path.join(root, 'docs', 'economics.md'), economicsPage(report))
}
if (process.argv.includes('--json')) console.log(JSON.stringify(report))
else console.log(economicsPage(report))
if (beaten().length > 0) process.exitCode = 1

async function run(): Promise<EconomicsReport> {
  const world = await openWorld()
  const requester = await openRequester(world)
  const modelId = await registerModel(world, requester)
  for (let i = 0; i < NODES; i++) await openNode(world)
  await giveTokens(world, requester, POOL)
  const bench = world.addressOf('VerifierBench')
  await world.send(requester, 'TestDollar', 'transfer', [bench, POOL])
  const verifying = await runVerifying(world, { requester, modelId })
  const verifiers = []
  for (let i = 0; i < VERIFIERS; i++) {
    const verifier = await openNode(world)
    await world.send(verifier.owner, 'VerifierBench', 'joinVerifiers', [verifier.nodeId])
    verifiers.push(verifier)
  }
  const reputation = await runReputation(world, requester, modelId)
  const forcing = await runForcing(world, requester, modelId)
  const serving = await runServing(world, requester, verifiers)
  const { verdictSlashBps } = (await world.read('ProbeCourt', 'amountsNow')) as {
    verdictSlashBps: number
  }
  const slash = verdictSlashBps / 10_000
  const all = [...serving, forcing, ...verifying]
  const tasks = all.reduce((sum, one) => sum + one.tasks, 0)
  const verdicts = all.reduce((sum, one) => sum + one.verdicts, 0)
  return {
    serving: [...serving, forcing].map(rowOf),
    verifying: verifying.map(rowOf),
    reputation,
    region: regionOf(slash),
    slash,
    transactionsNote: `${tasks} tasks were served and ${verdicts} lies punished on chain; tasks of several nodes share jobs and settlements, as a relayer would hand them in.`,
  }
}

function rowOf({ strategy, profits, tasks, verdicts, volume }: Outcome): Row {
  return {
    strategy,
    mean: profits.reduce((sum, one) => sum + one, 0) / profits.length,
    least: Math.min(...profits),
    most: Math.max(...profits),
    tasks,
    verdicts,
    ...(volume === undefined ? {} : { honestForThat: volume * (1 - FEE - HONEST_COST) }),
  }
}

function beaten(): readonly Row[] {
  const [honest] = report.serving
  const [checking] = report.verifying
  return [
    ...report.serving
      .slice(1)
      .filter(({ mean, honestForThat }) => mean >= (honestForThat ?? honest?.mean ?? 0)),
    ...report.verifying.slice(1).filter(({ mean }) => mean >= (checking?.mean ?? 0)),
  ]
}
