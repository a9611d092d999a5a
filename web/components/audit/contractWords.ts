/** What each contract is, who has which power over it, and what its public values mean, in the words of their sources. */

import type { ContractName } from '#chain/deployment.ts'
import { COURT_CONTRACT_WORDS, COURT_VALUE_WORDS } from './courtWords.ts'
import { type ContractWords, type ValueWords, words } from './wordsOfContract.ts'

export const CONTRACT_WORDS: Readonly<Record<ContractName, ContractWords>> = {
  JobEscrow: {
    about: 'Holds what requesters lock for jobs and pays nodes what their vouchers prove.',
    powers: [
      {
        who: 'Guardian',
        what: 'May pause new deposits and new jobs.',
        limit:
          'At most 72 hours at a time, and not again before 7 days have passed. Settle, close, release, pull and withdraw are never paused.',
      },
      {
        who: 'Registry',
        what: 'May open empty accounts for new nodes.',
        limit: 'Moves no money.',
      },
    ],
    nobody: 'Nobody can change the fee, the grace, the treasury or the code.',
  },
  NodeStaking: {
    about: 'Holds what operators put at stake for their nodes, and gives it back after a thaw.',
    powers: [
      {
        who: 'Court',
        what: 'May slash stake and keep a node from new jobs, once for a task.',
        limit:
          'It cannot gain from a slash, it can never be replaced, and nothing blocks thaw or withdraw.',
      },
      { who: 'Registry', what: 'May open empty accounts for new nodes.', limit: 'Moves no stake.' },
    ],
    nobody: 'Nobody can change the thaw, the windows or the code, and nothing pauses withdrawals.',
  },
  NodeRegistry: {
    about: 'Says who a node is: its owner, its keys, and what it offers at which price.',
    powers: [
      {
        who: 'Deployer',
        what: 'Bound the staking contract and the escrow, once, before the first node.',
        limit: 'Has no power since.',
      },
    ],
    nobody: 'Nobody can change a node but its owner, and a node never changes its owner.',
  },
  TestDollar: {
    about: 'A worthless dollar with 6 decimals for local chains.',
    powers: [
      {
        who: 'Anyone',
        what: 'May mint.',
        limit: 'Up to the faucet limit in one call. It refuses every chain but local ones.',
      },
    ],
    nobody: 'Nobody can take or freeze tokens.',
  },
  ...COURT_CONTRACT_WORDS,
}

/** By contract and name, as readPublicValues gives them. A test fails for a value without words. */
export const VALUE_WORDS: Readonly<Record<string, ValueWords>> = {
  'JobEscrow.FEE_BPS': words('Protocol fee on what nodes are paid.', 'basisPoints'),
  'JobEscrow.BURN_BPS': words('Part of the collected fees that is burned.', 'basisPoints'),
  'JobEscrow.BURN_ADDRESS': words('Where burned fees go; nobody has its key.'),
  'JobEscrow.GRACE': words(
    'Time after a job’s end before it can be released without Done.',
    'span',
  ),
  'JobEscrow.MAX_JOB_DURATION': words('Longest a job may run.', 'span'),
  'JobEscrow.MAX_ALLOCATIONS': words('Most nodes of one job.', 'count'),
  'JobEscrow.MAX_ROWS': words('Most vouchers of one settlement.', 'count'),
  'JobEscrow.MAX_PAUSE': words('Longest pause of deposits and new jobs.', 'span'),
  'JobEscrow.PAUSE_COOLDOWN': words('Time between two pauses.', 'span'),
  'JobEscrow.GUARDIAN': words('Account that may pause.'),
  'JobEscrow.TREASURY': words('Account that gets the fees that are not burned.'),
  'JobEscrow.TOKEN': words('Token in which jobs are paid.'),
  'JobEscrow.REGISTRY': words('Registry that it asks who signs for a node.'),
  'JobEscrow.STAKING': words('Staking contract that it asks how much a node can take on.'),
  'JobEscrow.DOMAIN_SEPARATOR': words('Hash that binds vouchers to this chain and contract.'),
  'JobEscrow.pausedUntil': words('End of the pause; long past while there is none.', 'moment'),
  'JobEscrow.fees.taken': words('Fees ever taken.', 'money'),
  'JobEscrow.fees.collected': words('Fees ever burned or sent to the treasury.', 'money'),
  'NodeStaking.CAPACITY_FACTOR': words('Open value that one dollar of stake covers.', 'count'),
  'NodeStaking.THAW_PERIOD': words('Time between thaw and withdraw.', 'span'),
  'NodeStaking.THAW_MARGIN': words('Time by which the thaw outlasts every judgment.', 'span'),
  'NodeStaking.FINDER_BPS': words('Finder’s share of a slash, after the victim’s.', 'basisPoints'),
  'NodeStaking.BURN_ADDRESS': words('Where slashed stake of nobody goes; nobody has its key.'),
  'NodeStaking.COURT': words('Court that may punish; it can never be replaced.'),
  'NodeStaking.windows.jobDuration': words('Longest job that a fault can be judged of.', 'span'),
  'NodeStaking.windows.voucherGrace': words('Grace after a job, as the escrow has it.', 'span'),
  'NodeStaking.windows.challenge': words('Time to challenge a result.', 'span'),
  'NodeStaking.windows.appeals': words('Time for all appeals.', 'span'),
  'NodeStaking.TOKEN': words('Token of the stake.'),
  'NodeStaking.REGISTRY': words('Registry that says who owns a node.'),
  'NodeRegistry.DEPLOYER': words('Account that bound the contracts; powerless since.'),
  'NodeRegistry.MAX_OFFERS': words('Most offers of one node.', 'count'),
  'NodeRegistry.MAX_PAGE': words('Most nodes of one reading.', 'count'),
  'NodeRegistry.MAX_PEER_ID_BYTES': words('Longest peer id, in bytes.', 'count'),
  'NodeRegistry.SIGNER_THAW': words('Time for which a rotated signer stays valid.', 'span'),
  'NodeRegistry.boundContracts.staking': words('Staking contract of this registry.'),
  'NodeRegistry.boundContracts.escrow': words('Escrow of this registry.'),
  'NodeRegistry.nodeCount': words('Nodes ever registered.', 'count'),
  'TestDollar.FAUCET_LIMIT': words('Most that one call may mint.', 'money'),
  'TestDollar.totalSupply': words('Test dollars in all.', 'money'),
  'TestDollar.decimals': words('Decimals of the token.', 'count'),
  'TestDollar.name': words('Name of the token.'),
  'TestDollar.symbol': words('Symbol of the token.'),
  'TestDollar.DOMAIN_SEPARATOR': words('Hash that binds permits to this chain and token.'),
  ...COURT_VALUE_WORDS,
}
