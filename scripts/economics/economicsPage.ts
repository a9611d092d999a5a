import type { EconomicsReport } from '../benchEconomics.ts'
import { CHEAT_COST, CHECK_COST, dollarsOf, HONEST_COST, PRICE, SEEDS, STAKE } from './terms.ts'

/** Returns docs/economics.md. */
export function economicsPage(report: EconomicsReport): string {
  const honest = report.serving.find(({ strategy }) => strategy === 'honest')
  const money = (value: number) => value.toFixed(2)
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`
  const outcomes = (rows: EconomicsReport['serving'], base: number) =>
    rows.map(
      ({ strategy, mean, least, most, tasks, verdicts, honestForThat }) =>
        `| ${strategy} | ${money(mean)} | ${money(least)} to ${money(most)} | ${money(honestForThat ?? base)} | ${tasks} | ${verdicts} | ${mean < (honestForThat ?? base) ? 'less' : strategy.startsWith('honest') || strategy.startsWith('verifier') ? 'the measure' : '**more**'} |`,
    )
  const verifier = report.verifying[0]?.mean ?? 0
  return `# Economics

Written by \`npm run bench:economics -- --write\` from a run of the deployed contracts on a chain of its own: jobs are
funded and settled, lies proven, cases judged by juries with all their steps. ${report.transactionsNote}

A task costs ${money(dollarsOf(PRICE))} dollars; an honest answer costs its operator ${HONEST_COST} of that, a smaller model's ${CHEAT_COST}: the
most gain that the design reckons with. Stake ${money(dollarsOf(STAKE))} dollars a node, a check ${CHECK_COST} of a price. ${SEEDS} seeds
each. Gas is not counted. All verdicts fall after the last task, which is the liar's best case: what a jail keeps it
from earning afterwards is not counted either.

## Serving
| strategy | mean profit, dollars | spread | honest work of the same size | tasks | verdicts | against honesty |
| --- | --- | --- | --- | --- | --- | --- |
${outcomes(report.serving, honest?.mean ?? 0).join('\n')}

## Verifying
A day of sixteen duties; every tenth task is a decoy's. The bench has money for the rewards, and what a probe's task
costs is left out for both.

| strategy | mean profit, dollars | spread | a verifier that checks | duties | lies found | against honesty |
| --- | --- | --- | --- | --- | --- | --- |
${outcomes(report.verifying, verifier).join('\n')}

## Weight in the ledger
Four stakes of work each. The router's choice rests on this weight by a fifth.

| strategy | weight, dollars | lost on the way, dollars |
| --- | --- | --- |
${report.reputation.map(({ strategy, weight, cost }) => `| ${strategy} | ${money(weight)} | ${money(cost)} |`).join('\n')}

Weight is what the router reads; it is not profit. Work for oneself weighs what real work weighs, and what it costs is
the fee: see the last point below.

## Where it stops being true
Computed from the shipped slash of a verdict (${percent(report.slash)} of the stake), not run. A lie stops costing more than it
gains when a task's price, or what a node is paid between its first lie and the first verdict, is a larger share of its
stake than this.

| probed | greatest price of a task, of the stake | greatest volume until the verdict, stakes |
| --- | --- | --- |
${report.region.map(({ probed, priceOfStake, volumeOfStake }) => `| ${percent(probed)} | ${percent(priceOfStake)} | ${volumeOfStake.toFixed(2)} |`).join('\n')}

## What is open
- Open value is bounded by the stake, and a job that is released at once gives its room back at once. A node that turns
  its stake over more often than the last column allows, between a lie and its verdict days later, can gain by lying
  until it is caught, once. A hold on earnings until the verdict would close this, and is not built.
- Buying a probe costs its task's price. The treasury's half of the fee is 1.25 % of what nodes are paid, so fees alone
  keep up a probe rate of about 1.2 %; the first row above is what that deters. More probes need another source.
- Work for oneself costs the fee and buys weight like any other work, up to the stake. The weight is worth that where
  the router brings a node more profit than KAPPA dollars of weight a dollar of fee cost; nothing tells such work from
  real work.
`
}
