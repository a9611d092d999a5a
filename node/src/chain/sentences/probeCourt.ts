import type { probeCourtAbi } from '../generated/probeCourt.ts'
import { courtSentences, faultName } from './court.ts'
import { instant, type SentenceTable } from './table.ts'

/** What ProbeCourt's custom errors mean. */
export const probeCourtSentences: SentenceTable<typeof probeCourtAbi> = {
  ...courtSentences,
  ProbeCourtNoFault: (fault) =>
    `The evidence does not show ${faultName(fault)}. Check the leaf and the receipt; nothing was changed.`,
  ProbeCourtWrongSeed: (seedCommit, actual) =>
    `The seed hashes to ${actual}, but the receipt commits to ${seedCommit}. Use the seed of this task.`,
  ProbeCourtForeignLeaf: (root, position, leaves) =>
    `No such leaf lies at position ${position} of ${leaves} under the root ${root}. Check salt, leaf and path.`,
  ProbeCourtModelTooYoung: (modelId, registeredAt, startedAt) =>
    `The model ${modelId} was registered at ${instant(registeredAt)}, and the task began at ${instant(startedAt)}. Only later tasks can be judged by that record.`,
  ProbeCourtUnrelated: (first, second) =>
    `${first} and ${second} do not belong together. Use messages about the same task.`,
  ProbeCourtDemandExists: (digest) =>
    `The frames of receipt ${digest} were demanded before. Wait for the answer.`,
  ProbeCourtDemandTooLate: (timestamp, until) =>
    `Frames can be demanded until ${instant(until)} and it is ${instant(timestamp)}; the node may have deleted them. Nothing can be demanded any more.`,
  ProbeCourtTooLongForChain: (outputTokens, maxTokens) =>
    `The output has ${outputTokens} tokens; frames of at most ${maxTokens} tokens can be demanded. Ask the node itself.`,
  ProbeCourtNotRequester: (requester, caller) =>
    `The job belongs to ${requester}, not to ${caller}. Use the requester's account.`,
  ProbeCourtNoDemand: (digest, timestamp, endsAt) =>
    `The demand for the frames of ${digest} runs until ${instant(endsAt)} and it is ${instant(timestamp)}, or it was answered, or there is none. Check the receipt.`,
  ProbeCourtWrongFrames: (responseHash, actual) =>
    `The frames hash to ${actual}, but the receipt names ${responseHash}. Send all sealed frames in order.`,
  ProbeCourtAmountOutOfBounds: (_name, value, least, most) =>
    `An amount of the court would be ${value}, but ${least} to ${most} is allowed. Choose one in between.`,
  ProbeCourtStepsTooLong: (seconds, available) =>
    `The steps take ${seconds} s, but stake is kept for ${available} s only. Choose shorter steps.`,
  ProbeCourtBindRefused: (caller, deployer, bench) =>
    `${caller} cannot tie the court: only ${deployer} may, and only once (bench now ${bench}). Use that account.`,
  ProbeCourtForeignContract: (staking, escrow, ledger, bench) =>
    `One of ${staking}, ${escrow}, ${ledger} and ${bench} belongs to another deployment. Deploy them for this court.`,
  ProbeCourtNotBench: (caller, bench) =>
    `Only the bench ${bench} passes sentences, not ${caller}. Open a case there.`,
  AccessManagedUnauthorized: (caller) =>
    `${caller} has no such power. Propose the change to governance.`,
  AccessManagedRequiredDelay: (caller, delay) =>
    `${caller} must schedule this ${delay} s ahead. Schedule it first.`,
  AccessManagedInvalidAuthority: (authority) =>
    `${authority} is not a contract that can govern. Name the access manager.`,
}
