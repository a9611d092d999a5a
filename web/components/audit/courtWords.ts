/** What the contracts of checks and punishments are: the court, the bench, the ledger, the models and the beacon. */

import { type ContractWords, type ValueWords, words } from './wordsOfContract.ts'

export const COURT_CONTRACT_WORDS = {
  ProbeCourt: {
    about: 'Punishes nodes: for a fault that it can check by itself, or for what a jury found.',
    powers: [
      {
        who: 'Governance',
        what: 'May move slashes, bonds and rewards, by the manager that is its authority.',
        limit:
          'Only inside bounds that are code, and only what waited in a public timelock for 48 hours (seconds on a local chain). Times, the authority and the code never change.',
      },
      {
        who: 'Governors',
        what: 'Schedule what governance does, and take it back; anyone carries it out.',
        limit: 'The deployment record names them and the delay.',
      },
      {
        who: 'Bench',
        what: 'Has the verdicts of its juries carried out.',
        limit: 'A task is punished once, and the court takes no more than the set share of stake.',
      },
      {
        who: 'Deployer',
        what: 'Tied the court to its contracts, once.',
        limit: 'Has no power since.',
      },
      {
        who: 'Anyone',
        what: 'May show a fault that the court can check, and gets the finder’s share.',
        limit: 'Only with what the node itself signed.',
      },
    ],
    nobody: 'Nobody can punish without proof or verdict, and nobody can pardon.',
  },
  VerifierBench: {
    about: 'Lists the verifiers, holds their probes and juries, and pays for both.',
    powers: [
      {
        who: 'Verifiers',
        what: 'May report what their probes found, and vote in juries that they are drawn into.',
        limit: 'Only with stake, and a verifier that passes a proven fault is slashed.',
      },
      {
        who: 'Requester of a job',
        what: 'May accuse the node of its receipt.',
        limit: 'With a bond, lost when the jury finds the node not guilty.',
      },
      {
        who: 'Anyone',
        what: 'May move a case on when its time is over.',
        limit: 'Changes no verdict.',
      },
    ],
    nobody: 'Nobody can convict alone, stop a case, or take a bond or the pool.',
  },
  ReputationLedger: {
    about: 'Keeps what checks and settled fees say about nodes, and lets it fade.',
    powers: [
      {
        who: 'Bench',
        what: 'Records passed checks.',
        limit: 'It can write nothing else, and no weight is ever above the stake.',
      },
      {
        who: 'Anyone',
        what: 'May have the fees of a node counted.',
        limit: 'Counts what the escrow took, each fee once.',
      },
    ],
    nobody: 'Nobody can change the formula.',
  },
  ModelRegistry: {
    about: 'Says what a model is, where it ends an answer, and by which thresholds it is judged.',
    powers: [
      {
        who: 'Anyone',
        what: 'May register a model for the fee.',
        limit: 'A registered model never changes.',
      },
      {
        who: 'Publisher of a model',
        what: 'May publish further calibrations.',
        limit:
          'The earlier ones stay, and a case goes by the newest from before the job was funded.',
      },
    ],
    nobody: 'Nobody can change or remove a model.',
  },
  BlockBeacon: {
    about: 'A test beacon for local chains: randomness out of blocks.',
    powers: [
      {
        who: 'Anyone',
        what: 'May fix the randomness of a round.',
        limit: 'Once, from the block that is there.',
      },
      {
        who: 'Producer of blocks',
        what: 'Chooses the randomness.',
        limit: 'Which is why public chains use another beacon.',
      },
    ],
    nobody: 'Nobody can change a round that was fixed.',
  },
  DrandBeacon: {
    about: 'Randomness of drand’s quicknet: signatures of many parties that anybody can check.',
    powers: [
      {
        who: 'Anyone',
        what: 'May hand in the signature of a round.',
        limit: 'Only the one that the network made, and only from its time on.',
      },
      {
        who: 'Members of the network',
        what: 'Could know a round before its time.',
        limit: 'Only a threshold of them together, and they cannot choose it.',
      },
    ],
    nobody: 'Nobody can choose the randomness, change a round or replace the key.',
  },
} satisfies Readonly<Record<string, ContractWords>>

export const COURT_VALUE_WORDS: Readonly<Record<string, ValueWords>> = {
  'ProbeCourt.amountsNow.faultSlashBps': words('Stake that a proven fault costs.', 'basisPoints'),
  'ProbeCourt.amountsNow.verdictSlashBps': words('Stake that a verdict costs.', 'basisPoints'),
  'ProbeCourt.amountsNow.lazySlashBps': words(
    'Stake that a verifier loses for passing a receipt with a fault.',
    'basisPoints',
  ),
  'ProbeCourt.amountsNow.caseBond': words('Bond of a case; it doubles with every appeal.', 'money'),
  'ProbeCourt.amountsNow.dataBond': words('Bond of a demand for frames.', 'money'),
  'ProbeCourt.amountsNow.probeReward': words('Reward of a finished check.', 'money'),
  'ProbeCourt.amountsNow.jurorFee': words('Fee of a juror whose vote became the verdict.', 'money'),
  'ProbeCourt.steps.draw': words('Longest wait for the draw of a jury.', 'span'),
  'ProbeCourt.steps.commit': words('Time for jurors to commit to their votes.', 'span'),
  'ProbeCourt.steps.reveal': words('Time for jurors to open their votes.', 'span'),
  'ProbeCourt.steps.appeal': words('Time to appeal.', 'span'),
  'ProbeCourt.steps.data': words('Time to answer a demand for frames.', 'span'),
  'ProbeCourt.steps.epoch': words('Length of an epoch of probes.', 'span'),
  'ProbeCourt.steps.report': words('Time to report probes after their epoch.', 'span'),
  'ProbeCourt.steps.jail': words('Time for which a punished node gets no new jobs.', 'span'),
  'ProbeCourt.boundContracts.staking': words('Staking contract from which it slashes.'),
  'ProbeCourt.boundContracts.escrow': words('Escrow that says who paid for a task.'),
  'ProbeCourt.boundContracts.ledger': words('Ledger in which it records punishments.'),
  'ProbeCourt.boundContracts.bench': words('Bench whose verdicts it carries out.'),
  'ProbeCourt.authority': words('Contract that says who may move the amounts.'),
  'ProbeCourt.isConsumingScheduledOp': words(
    'Marker of a governance call under way; zero otherwise.',
  ),
  'ProbeCourt.pool': words('Tokens of the court that nobody has a claim to.', 'money'),
  'ProbeCourt.DEPLOYER': words('Account that tied the contracts; powerless since.'),
  'ProbeCourt.MAX_DEMANDED_TOKENS': words('Longest output that can be demanded, tokens.', 'count'),
  'ProbeCourt.MODELS': words('Registry that says where a model ends an answer.'),
  'ProbeCourt.VICTIM_BPS': words(
    'Part of a slash, at most, that refunds the harmed requester.',
    'basisPoints',
  ),
  'ProbeCourt.PUNISHMENT_MILLI': words('Failed checks that a punishment counts as.', 'thousandths'),
  'ProbeCourt.REGISTRY': words('Registry that says which node a signature is of.'),
  'ProbeCourt.TOKEN': words('Token of the bonds.'),
  'VerifierBench.BEACON': words('Beacon that draws duties and juries.'),
  'VerifierBench.COURT': words('Court that carries out verdicts.'),
  'VerifierBench.LEVELS': words('Juries that a case can have.', 'count'),
  'VerifierBench.MAX_PROBES': words('Most probes of a verifier in an epoch.', 'count'),
  'VerifierBench.MAX_VERIFIERS': words('Most verifiers.', 'count'),
  'VerifierBench.MIN_JURY': words('Fewest jurors of a jury.', 'count'),
  'VerifierBench.MIN_PROBED_STAKE': words('Stake below which a verifier may skip a node.', 'money'),
  'VerifierBench.MIN_VERIFIER_STAKE': words('Least stake of a verifier.', 'money'),
  'VerifierBench.MODELS': words('Registry of the thresholds by which cases are judged.'),
  'VerifierBench.PROBE_MILLI': words('Checks that a passed probe counts as.', 'thousandths'),
  'VerifierBench.REGISTRY': words('Registry that says who owns a node.'),
  'VerifierBench.TOKEN': words('Token of bonds and rewards.'),
  'VerifierBench.caseCount': words('Cases ever opened.', 'count'),
  'VerifierBench.epochNow': words('Number of the epoch of probes now.', 'count'),
  'VerifierBench.pool': words('Tokens that pay for probes and juries.', 'money'),
  'VerifierBench.verifiers': words('Nodes that are verifiers now.', 'nodes'),
  'ReputationLedger.BENCH': words('Bench that records passed probes.'),
  'ReputationLedger.BETA_BPS': words('Part of the stake that counts without fees.', 'basisPoints'),
  'ReputationLedger.C_MILLI': words('Checks that the first trust counts as.', 'thousandths'),
  'ReputationLedger.EPOCH': words('Time after which 1/16 of everything has faded.', 'span'),
  'ReputationLedger.ESCROW': words('Escrow whose fees it counts.'),
  'ReputationLedger.KAPPA': words('Dollars of stake that one dollar of fees vouches for.', 'count'),
  'ReputationLedger.MAX_NODES': words('Most nodes of one call.', 'count'),
  'ReputationLedger.P0': words('Quality of a node that nobody checked.', 'partsOf1e18'),
  'ReputationLedger.ROLES': words('Roles that nodes are judged in.', 'count'),
  'ReputationLedger.STAKING': words('Staking contract that it asks for stake and punishments.'),
  'ModelRegistry.BURN_ADDRESS': words('Where fees go; nobody has its key.'),
  'ModelRegistry.FEE': words('Price of a registration, burned.', 'money'),
  'ModelRegistry.MAX_STOP_TOKENS': words('Most tokens that end an answer of a model.', 'count'),
  'ModelRegistry.MAX_TEXT_BYTES': words('Longest address or licence, in bytes.', 'count'),
  'ModelRegistry.MAX_THRESHOLD_BYTES': words('Longest thresholds, in bytes.', 'count'),
  'ModelRegistry.TOKEN': words('Token of the fee.'),
  'BlockBeacon.DELAY_BLOCKS': words('Blocks between asking and the answer.', 'count'),
  'BlockBeacon.MAX_LATE_BLOCKS': words('Blocks after which a round is missed.', 'count'),
  'DrandBeacon.DELAY_ROUNDS': words('Rounds between asking and the answer.', 'count'),
  'DrandBeacon.GENESIS': words('When the network signed its first round.', 'moment'),
  'DrandBeacon.MAX_AGE': words('Time after which a round is missed.', 'span'),
  'DrandBeacon.PERIOD': words('Time from one round to the next.', 'span'),
  'DrandBeacon.isPublic': words('Whether its randomness is good enough for money of strangers.'),
  'DrandBeacon.nextRound': words('Round that is asked for now.', 'count'),
  'BlockBeacon.isPublic': words('Whether its randomness is good enough for money of strangers.'),
  'BlockBeacon.nextRound': words('Round that is asked for now.', 'count'),
}
