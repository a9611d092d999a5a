import type { verifierBenchAbi } from '../generated/verifierBench.ts'
import { courtSentences, faultName } from './court.ts'
import { instant, type SentenceTable } from './table.ts'

/** Words for the numbers of a case's phases. */
const PHASES = ['none', 'drawing', 'committing', 'revealing', 'appealable', 'closed'] as const

/** What VerifierBench's custom errors mean. */
export const verifierBenchSentences: SentenceTable<typeof verifierBenchAbi> = {
  ...courtSentences,
  ProbeCourtPunishedBefore: (nodeId, taskId, fault) =>
    `Node ${nodeId} was punished for task ${taskId} before, for ${faultName(fault)}. There is nothing left to accuse it of.`,
  ProbeCourtBenchBound: (court, bench) =>
    `The court ${court} names the bench ${bench}, or the bench took its contracts before. Tie the court first.`,
  ProbeCourtListing: (verifierId, listed) =>
    listed
      ? `Node ${verifierId} is a verifier already. There is nothing to do.`
      : `Node ${verifierId} is no verifier. Join first.`,
  ProbeCourtTooManyVerifiers: (maxCount) =>
    `There are ${maxCount} verifiers, which is the most, and none of them has less stake. Stake more than the least.`,
  ProbeCourtVerifierStake: (verifierId, stake, minimum) =>
    `Node ${verifierId} has ${stake} units of active stake; a verifier needs ${minimum}. Stake more.`,
  ProbeCourtWrongTime: (timestamp, from, until) =>
    `It is ${instant(timestamp)}; this is possible from ${instant(from)} to ${instant(until)}. Come back in that time.`,
  ProbeCourtBadBatch: (verifierId, epoch, count) =>
    `Verifier ${verifierId} committed for epoch ${epoch} before, or ${count} probes are not 1 to 16. Check the batch.`,
  ProbeCourtBadSecret: (verifierId, epoch) =>
    `The secret of verifier ${verifierId} for epoch ${epoch} does not fit, or was given before. Check the batch.`,
  ProbeCourtSecretUnknown: (verifierId, epoch) =>
    `The duties of verifier ${verifierId} in epoch ${epoch} are not known yet. Reveal the secret first.`,
  ProbeCourtForeignProbe: (verifierId, epoch, index) =>
    `Probe ${index} is not in what verifier ${verifierId} committed to for epoch ${epoch}. Check index, salt and path.`,
  ProbeCourtProbeDone: (verifierId, epoch, index) =>
    `Probe ${index} of verifier ${verifierId} in epoch ${epoch} is done. Go on with the next one.`,
  ProbeCourtNotDrawn: (nodeId, drawn) =>
    `The probe went to node ${nodeId}, but node ${drawn} was drawn. Probe the drawn node.`,
  ProbeCourtNotPaid: (nodeId, sessionKey) =>
    `Node ${nodeId} was not paid under the session key ${sessionKey}. Settle the voucher, and report before the job is released.`,
  ProbeCourtNodeServes: (nodeId) =>
    `Node ${nodeId} serves, so its probe cannot be skipped. Probe it.`,
  ProbeCourtDutyOpen: (verifierId, epoch, done, count) =>
    `Verifier ${verifierId} has not done all ${count} duties of epoch ${epoch} (done: ${done.toString(2)}), or was rewarded before. Do the rest.`,
  ProbeCourtNoPass: (digest) =>
    `No verifier passed the receipt ${digest}, or it holds no proven fault. Prove the fault first.`,
  ProbeCourtNotAccuser: (digest, caller) =>
    `${caller} may not accuse with receipt ${digest}. Only the job's requester may, and the verifier that reported it failed.`,
  ProbeCourtCaseExists: (caseId) =>
    `There is a case about this receipt: ${caseId}. Follow that one.`,
  ProbeCourtWrongPhase: (caseId, phase, timestamp, phaseEndsAt) =>
    `Case ${caseId} is ${PHASES[phase] ?? 'unknown'} until ${instant(phaseEndsAt)} and it is ${instant(timestamp)}. Look at its phase and try again.`,
  ProbeCourtNotJuror: (caseId, verifierId) =>
    `Verifier ${verifierId} is not in the jury of case ${caseId}. Only drawn jurors vote.`,
  ProbeCourtBadVote: (caseId, verifierId) =>
    `The vote of verifier ${verifierId} in case ${caseId} was given before, or is not what it committed to. Open the committed vote.`,
}
