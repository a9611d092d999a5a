import type { EconomicsReport } from '../benchEconomics.ts'
import { type Row, standingOf } from './compare.ts'
import { CHECKS, IDLE } from './probing.ts'
import { OPERATORS, type QuietRow } from './quietMarket.ts'
import type { RegionRow } from './region.ts'
import { HONEST, IN_PLACE } from './strategies.ts'
import {
  ANSWER,
  ANSWERS,
  CHEAT_COST,
  CHECK_COST,
  CLIENTS,
  DAYS,
  DEMAND,
  dollarsOf,
  GAS_PRICE,
  HONEST_COST,
  PART,
  PROBES,
  ROOM,
  STAKE,
  VERIFIER_STAKE,
  YIELD,
} from './terms.ts'

const HEAD = `| strategy | dollars a day | spread | more than honesty, 95 % | parts | verdicts | against honesty |
| --- | --- | --- | --- | --- | --- | --- |`

const money = (value: number): string => value.toFixed(2)
const percent = (value: number): string => `${(100 * value).toFixed(0)} %`

/** Returns docs/economics.md. */
export function economicsPage(report: EconomicsReport): string {
  const { seeds, serving, verifying, rewards, dilution, diluted, amounts } = report
  const parts = [...serving, ...dilution].reduce((sum, one) => sum + one.parts, 0)
  return `# Economics

Written by \`npm run bench:economics -- --write\` from runs of the deployed contracts on a chain of their own, at the
shipped parameters: jobs are funded, settled and released, probes committed, drawn, bought and reported, cases judged
by juries, lies proven, fees collected and paid out as rewards. Every figure is what the contracts owe a participant at
the end, less what it put in, less its answers, its checks, its gas and its capital. ${seeds} seeds, each with a chain,
clients and draws of its own; ${parts} parts of jobs were served beside the probes, ${Number(ANSWERS)} answers each.

An answer costs ${money(dollarsOf(ANSWER))} dollars; an honest one costs its operator ${HONEST_COST} of that, a smaller model's ${CHEAT_COST}: the most gain that the
design reckons with. A check costs ${CHECK_COST} of a price. A node's part of a job is ${money(dollarsOf(PART))} dollars, and an operator's machines
serve ${ROOM} parts a day; requesters ask for ${percent(DEMAND)} of all room. ${CLIENTS} clients choose as the shipped router does, by the
ledger's weights, distance and their own experience. Stake ${money(dollarsOf(STAKE))} dollars an operator, ${money(dollarsOf(VERIFIER_STAKE))} a verifier; ${PROBES} probes of
each of eight verifiers a day, out of a pool that nothing but fees fills. Gas at ${GAS_PRICE} dollars a million, capital at ${percent(YIELD)} a
year. ${DAYS} days of jobs, then verdicts. A verdict takes ${percent(amounts.verdictSlashBps / 10_000)} of the stake.

## Serving
${table(serving, HONEST)}

A row's strategy has the stake and the machines of one honest operator, however many names it has; the one with a
verifier of its own counts that verifier's stake, rewards and finds. New names bring a new stake each, and the old one
thaws.

## Verifying
${table(verifying, CHECKS)}

Rewards paid ${money(rewards.paid)} dollars a day of the ${money(rewards.asked)} that eight probes may ask for: the pool has no more. Probes are bought at
the price of an answer. The rest of the profit is the finder's share of lies; in a market without lies it is absent, and
a verifier earns ${money(rewards.paid)} less ${money(PROBES * dollarsOf(ANSWER) * (1 + CHECK_COST))} a day and gas. Decoys stand in the first table as what they are, nodes.

## Verifying where nobody lies
A market of ${OPERATORS} honest operators, and so many verifiers that check; beside them one that is on the list and does nothing.

${quietTable(report.quiet)}

There is no finder's share, so fees are all that verifying earns, and more verifiers share them. One or two come out nearly
even: the reward of a probe is about its price, its check and its gas. With more the pool holds less than they ask for, and
each of them loses. Governance may set a higher reward; the pool would still be what fees fill.

## Nodes of dust
A node needs no least stake, and duties are drawn from all nodes alike.

${table(dilution, HONEST)}

The dust cost ${money(diluted.cost)} dollars of gas, once. A node that serves was probed ${diluted.probed.toFixed(2)} times a day, ${diluted.before.toFixed(2)} in the market above. Duties that fall on dust can't be
bought, since its stake covers no job: they close unanswered and unpaid, and rewards paid ${money(diluted.rewards)} dollars a day to a verifier.

## Work for oneself
One more honest operator among everybody above, or among honest operators where nobody lies; and the same market with
the same draws, in which it sells to itself too: what that adds or costs. Then as clients would choose if the ledger had
other constants: BETA is the share of a stake that counts without any fee (shipped 0.5), KAPPA what a dollar of fading
fees vouches for (shipped 1).

${washTable(report)}

## Where it stops being true
The same market with other stakes and other numbers of probes, run, ${report.regionSeeds} seeds a cell: dollars a day more (or less)
than honesty in the same runs. Bold is where a strategy earned more. An honest operator is paid about ${money(ROOM * DEMAND * dollarsOf(PART))} dollars a day,
so a stake of 30 is about ${(30 / (ROOM * DEMAND * dollarsOf(PART))).toFixed(0)} days of that.

${regionTable(report.region)}

## What is open
- Work for oneself costs its fees. What they vouch for brings nothing that can be seen at the shipped stake, and wins back
  the more of them the smaller a stake is beside what a node earns: at 10 dollars half a dollar a day sold to oneself, and
  at 5 dollars any amount, is not told apart from honesty. Nothing tells such work from real work.
- No lie was found to pay in the region, down to a stake of 5 dollars and two probes of a verifier a day; where an
  interval holds zero, few seeds do not tell. Below that nothing was run. What a lie is paid between its first day and its verdict is bounded by nothing but the open value.
- Nodes of dust thin the probes out: duties are drawn from all nodes alike, and a node costs its gas. A draw by stake
  would end that.
- The price of an answer must stay below the reward of a probe (${money(dollarsOf(amounts.probeReward))} dollars) for a verifier not to pay for its probes, and
  the fees of this market pay a third of what its verifiers may ask. **Where nobody lies, verifying does not pay**, and
  decoys lose money too, at the finder's share that a lazy pass brings.
- Strategies do not appeal, and juries are honest but for the verifier that belongs to a liar. Payers of probes buy no
  decoys here (ADR 30), which a verifier pays for as well: an answer for each, and as many before a probe as requesters
  buy before a job, 64 at the most unless \`--decoys\` says otherwise.
`
}

function table(rows: readonly Row[], honest: string): string {
  return [
    HEAD,
    ...rows.map((row) => {
      const { name, mean, least, most, more, within, parts, verdicts } = row
      const gain = name === honest ? '' : `${signed(more)} ± ${money(within)}`
      return `| ${name} | ${money(mean)} | ${money(least)} to ${money(most)} | ${gain} | ${parts} | ${verdicts} | ${standingOf(row, honest)} |`
    }),
  ].join('\n')
}

function quietTable(quiet: readonly QuietRow[]): string {
  return [
    '| verifiers | probed a node and day | dollars a day | more than to do nothing, 95 % | against doing nothing |',
    '| --- | --- | --- | --- | --- |',
    ...quiet.map(({ verifiers, probed, row }) => {
      const gain = `${signed(row.more)} ± ${money(row.within)}`
      return `| ${verifiers} | ${probed.toFixed(2)} | ${money(row.mean)} | ${gain} | ${standingOf(row, IDLE)} |`
    }),
  ].join('\n')
}

function washTable({ washing }: EconomicsReport): string {
  return [
    '| stake | among | weight | way | dollars a day | more than without, 95 % | parts | against honesty |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...washing.flatMap(({ stake, crowd, weighing, rows }) =>
      rows.map((row) => {
        const gain = row.name === IN_PLACE ? '' : `${signed(row.more)} ± ${money(row.within)}`
        const weight = weighing ? `BETA ${weighing.beta}, KAPPA ${weighing.kappa}` : 'as shipped'
        return `| ${stake} | ${crowd} | ${weight} | ${row.name} | ${money(row.mean)} | ${gain} | ${row.parts} | ${standingOf(row, IN_PLACE)} |`
      }),
    ),
  ].join('\n')
}

function regionTable(region: readonly RegionRow[]): string {
  const names = (region[0]?.rows ?? []).map(({ name }) => name).filter((name) => name !== HONEST)
  return [
    `| stake | probes | probed a node and day | honest | ${names.join(' | ')} |`,
    `| --- | --- | --- | --- | ${names.map(() => '---').join(' | ')} |`,
    ...region.map(({ stake, probes, probed, rows }) => {
      const honest = rows.find(({ name }) => name === HONEST)!
      const cells = names.map((name) => {
        const row = rows.find((one) => one.name === name)!
        const text = `${signed(row.more)} ± ${money(row.within)}`
        return row.more - row.within > 0 ? `**${text}**` : text
      })
      return `| ${stake} | ${probes} | ${probed.toFixed(2)} | ${money(honest.mean)} | ${cells.join(' | ')} |`
    }),
  ].join('\n')
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${money(Math.abs(value))}`
}
