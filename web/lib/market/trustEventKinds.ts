/** Words for what the court, the bench, the ledger and the registry of models report. */

import { parseRole } from '#protocol/role.ts'
import { formatCount, formatMoney, formatNumber, formatPercent, formatTime } from '../format.ts'
import { verdictWords } from './caseWords.ts'
import { type KindsOf, plural } from './eventKind.ts'
import { faultWords } from './faultWords.ts'

const share = (bps: number) => formatPercent(bps / 10_000)
/** A check counts in thousandths. */
const checks = (thousandths: bigint) => formatNumber(Number(thousandths) / 1000)
const short = (hash: string) => `${hash.slice(0, 10)}…`
const jury = (level: number) => (level === 0 ? 'first jury' : `jury ${formatCount(level + 1)}`)

const COURT: KindsOf<'ProbeCourt'> = {
  FaultProven: {
    title: 'Fault proven',
    group: 'slashes',
    say: ({ fault, slashed }) => `${faultWords(fault)}: ${formatMoney(slashed)} of stake taken`,
    amount: ({ slashed }) => slashed,
  },
  DataDemanded: {
    title: 'Answer demanded',
    group: 'cases',
    say: ({ bond, endsAt }) =>
      `the sealed answer, until ${formatTime(endsAt)}, for ${formatMoney(bond)}`,
    amount: ({ bond }) => bond,
  },
  DataAnswered: {
    title: 'Answer handed out',
    group: 'cases',
    say: ({ frames }) => `${plural((frames.length - 2) / 2, 'byte')}, sealed to the requester`,
  },
  DataWithheld: {
    title: 'Answer withheld',
    group: 'cases',
    say: () => 'the node let the time pass',
  },
  CreditClaimed: {
    title: 'Credit claimed',
    group: 'payments',
    say: ({ amount }) => `${formatMoney(amount)} of bonds, fees and rewards paid out`,
    amount: ({ amount }) => amount,
  },
  AmountsChanged: {
    title: 'Amounts changed',
    group: 'powers',
    say: ({ amounts: { faultSlashBps, verdictSlashBps, lazySlashBps, caseBond, dataBond } }) =>
      `slashes ${share(faultSlashBps)}, ${share(verdictSlashBps)} and ${share(lazySlashBps)}; bonds ${formatMoney(caseBond)} and ${formatMoney(dataBond)}`,
  },
  AuthorityUpdated: {
    title: 'Authority changed',
    group: 'powers',
    say: () => 'another contract says who may move the court’s amounts',
  },
  CourtBound: {
    title: 'Court bound',
    group: 'powers',
    say: () => 'the court knows its contracts for good',
  },
}

const PROBES: Pick<
  KindsOf<'VerifierBench'>,
  | 'VerifierJoined'
  | 'VerifierLeft'
  | 'ProbesCommitted'
  | 'SecretRevealed'
  | 'ProbeReported'
  | 'ProbeSkipped'
  | 'ProbeUnanswered'
  | 'DutyRewarded'
> = {
  VerifierJoined: {
    title: 'Verifier joined',
    group: 'checks',
    say: () => 'can be drawn into juries',
  },
  VerifierLeft: {
    title: 'Verifier left',
    group: 'checks',
    say: () => 'is drawn into juries no more',
  },
  ProbesCommitted: {
    title: 'Probes committed',
    group: 'checks',
    say: ({ count, epoch }) => `${plural(count, 'probe')} for epoch ${formatCount(epoch)}`,
  },
  SecretRevealed: {
    title: 'Duties opened',
    group: 'checks',
    say: ({ epoch }) => `whom it had to check in epoch ${formatCount(epoch)} can be recomputed`,
  },
  ProbeReported: {
    title: 'Probe reported',
    group: 'checks',
    say: ({ passed, epoch }) => `${passed ? 'passed' : 'failed'}, in epoch ${formatCount(epoch)}`,
  },
  ProbeSkipped: {
    title: 'Probe skipped',
    group: 'checks',
    say: ({ epoch }) => `the node could not be checked in epoch ${formatCount(epoch)}`,
  },
  ProbeUnanswered: {
    title: 'Probe unanswered',
    group: 'checks',
    say: ({ epoch }) =>
      `its verifier says that it got no answer in epoch ${formatCount(epoch)}; nothing follows from that`,
  },
  DutyRewarded: {
    title: 'Duty rewarded',
    group: 'checks',
    say: ({ amount, epoch }) =>
      `${formatMoney(amount)} for all checks of epoch ${formatCount(epoch)}`,
    amount: ({ amount }) => amount,
  },
}

const CASES: Omit<KindsOf<'VerifierBench'>, keyof typeof PROBES | 'CreditClaimed'> = {
  CaseOpened: {
    title: 'Case opened',
    group: 'cases',
    say: ({ caseId, bond }) => `case ${formatCount(caseId)}, with a bond of ${formatMoney(bond)}`,
    amount: ({ bond }) => bond,
  },
  JuryDrawn: {
    title: 'Jury drawn',
    group: 'cases',
    say: ({ caseId, level, jurors }) =>
      `case ${formatCount(caseId)}: ${plural(jurors.length, 'juror')} for the ${jury(level)}`,
  },
  VerdictCommitted: {
    title: 'Vote committed',
    group: 'cases',
    say: ({ caseId, level }) => `case ${formatCount(caseId)}: a sealed vote, ${jury(level)}`,
  },
  VerdictRevealed: {
    title: 'Vote opened',
    group: 'cases',
    say: ({ caseId, level, guilty }) =>
      `case ${formatCount(caseId)}: ${guilty ? 'guilty' : 'not guilty'}, ${jury(level)}`,
  },
  CaseRuled: {
    title: 'Case ruled',
    group: 'cases',
    say: ({ caseId, level, verdict, guiltyVotes, notGuiltyVotes }) =>
      `case ${formatCount(caseId)}: ${verdictWords(verdict)}, ${guiltyVotes} to ${notGuiltyVotes}, ${jury(level)}`,
  },
  CaseAppealed: {
    title: 'Case appealed',
    group: 'cases',
    say: ({ caseId, bond }) => `case ${formatCount(caseId)}, with a bond of ${formatMoney(bond)}`,
    amount: ({ bond }) => bond,
  },
  CaseClosed: {
    title: 'Case closed',
    group: 'cases',
    say: ({ caseId, verdict, slashed }) =>
      `case ${formatCount(caseId)}: ${verdictWords(verdict)}${slashed === 0n ? '' : `, ${formatMoney(slashed)} of stake taken`}`,
  },
  BenchBound: {
    title: 'Bench bound',
    group: 'powers',
    say: () => 'the bench took its contracts from the court for good',
  },
}

const LEDGER: KindsOf<'ReputationLedger'> = {
  CheckRecorded: {
    title: 'Check recorded',
    group: 'checks',
    say: ({ role, passedAfter }) =>
      `passed as ${parseRole(role)}; ${checks(passedAfter)} passed count now`,
  },
  FeesFolded: {
    title: 'Fees counted',
    group: 'checks',
    say: ({ added, decayedAfter }) =>
      `${formatMoney(added)} of fees more, ${formatMoney(decayedAfter)} count now`,
  },
}

const MODELS: KindsOf<'ModelRegistry'> = {
  ModelRegistered: {
    title: 'Model registered',
    group: 'models',
    say: ({ modelId, parts: { contextTokens } }) =>
      `${short(modelId)}, context of ${plural(contextTokens, 'token')}`,
  },
  CalibrationPublished: {
    title: 'Calibration published',
    group: 'models',
    say: ({ modelId, version, calibration: { tokens } }) =>
      `version ${formatCount(version)} of ${short(modelId)}, from ${plural(tokens, 'token')}`,
  },
}

/** A new event of these contracts doesn't compile until it has its words here. */
export const TRUST_KINDS: KindsOf<
  'ProbeCourt' | 'VerifierBench' | 'ReputationLedger' | 'ModelRegistry'
> = { ...COURT, ...PROBES, ...CASES, ...LEDGER, ...MODELS }
