import type { GasFigures } from './measureGas.ts'

type Rival = { readonly system: string; readonly unit: string; readonly gas: string }

/** Receipt gas of other systems, with base cost and calldata, in steady state, on the same machine and chain. */
const FIELD: readonly Rival[] = [
  { system: 'Lilypad', unit: 'a job', gas: '1,773,630' },
  { system: 'Morpheus', unit: 'session open and close', gas: '~856,000' },
  { system: 'Prime Intellect', unit: 'submitWork', gas: '235,186' },
  {
    system: 'AntSeed',
    unit: 'settle one channel (reserve ~234,000 and close ~200,000 beside it)',
    gas: '186,984',
  },
  {
    system: 'GraphTally',
    unit: 'collect one aggregated voucher; ten in a loop, each',
    gas: '142,096; 86,715',
  },
  { system: 'an escrow per job', unit: 'post and finish', gas: '141,997' },
  { system: 'Livepeer', unit: 'winning ticket, batch of 50', gas: '83,597' },
  { system: '0G serving', unit: 'total of a user, batch of 50', gas: '59,562' },
  { system: 'Coinbase x402', unit: 'voucher, batch of 100', gas: '21,713' },
  { system: 'Livepeer', unit: 'punishing a fault', gas: '404,671' },
  { system: 'Prime Intellect', unit: 'punishing a fault', gas: '378,252' },
  { system: 'Boundless', unit: 'punishing a missed deadline, no fault is shown', gas: '101,892' },
]

/** What each figure of ours is for. */
const VERBS: Readonly<Record<string, string>> = {
  settleMarginal: 'settle: each further voucher, one node',
  settleBatch100Each: 'settle: batch of 100, each',
  settleOneJob16Each: 'settle: 16 nodes of one job, each',
  fund4Nodes: 'fund a job of 4 nodes',
  depositPermitFund4: 'deposit by permit and fund 4 nodes, in one transaction',
  depositWithPermit: 'deposit by signature, relayed',
  register: 'register a node with two offers; opens all that a first punishment writes',
  stakeApprove: 'stake after an approval',
  stakePermit: 'stake by permit',
  withdraw: 'withdraw a free balance',
  pull1: 'pull the earnings of a node',
  close: 'close a job',
  releaseDone4: 'release a job with four signed words',
  releaseGrace16: 'release a job of 16 nodes after the grace',
  proveRace16: 'prove a lost race of 16 candidates, with slash and jail',
  proveRace16Alone: 'of that, until the first word is written: the proof alone',
  proveRaceRefund: 'proving a lost race, with the refund of the requester too',
  proveRaceAgain: 'proving a lost race of a node that was punished before',
  proveEquivocation: 'prove two receipts for one task, with slash and jail',
  proveEarlyStop: 'prove an early stop, with slash and jail',
  burnProceeds: 'burn what the slashes of a finder left for nobody; anybody, any time later',
  openCase: 'open a case, with its bond',
  drawJury64: 'draw a jury from 64 verifiers',
  weights16: 'weights of 16 nodes; a read, free unless a contract asks',
}

/** Returns docs/gas.md. */
export function gasPage(gas: GasFigures, targets: GasFigures): string {
  const number = (value: number | undefined) => value?.toLocaleString('en-US') ?? '-'
  const ours = Object.entries(VERBS).map(
    ([name, what]) => `| ${what} | ${number(gas[name])} | ${number(targets[name])} |`,
  )
  const field = FIELD.map(({ system, unit, gas: used }) => `| ${system} | ${unit} | ${used} |`)
  return `# Gas

Written by \`npm run bench:gas -- --write\`; the same figures are tracked in gas.json, and the command fails when a
target is missed. Gas is that of receipts, with base cost and calldata, in steady state: accounts were used before and
no slot but those of the thing itself is new.

## Ours
| what | gas | at most |
| --- | --- | --- |
${ours.join('\n')}

Outputs of the proofs have 64 tokens. A proof is the first against its node, and the finder has found before. The word
that keeps a task from being punished twice is the only new one, and the node itself opened the first of them when it
registered; each further one costs its finder about 19,400 more. What a slash leaves for nobody is written down with the
finder's share, and burned later by whoever likes. docs/adr/0028 has what each word costs.

## The field
Measured from the contracts of each project, on the same machine and chain.

| system | unit | gas |
| --- | --- | --- |
${field.join('\n')}
`
}
