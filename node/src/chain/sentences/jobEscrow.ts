import { JOB_STATUSES } from '#protocol/job.ts'
import type { jobEscrowAbi } from '../generated/jobEscrow.ts'
import { dollars, instant, type SentenceTable } from './table.ts'

/** What JobEscrow's custom errors mean. */
export const jobEscrowSentences: SentenceTable<typeof jobEscrowAbi> = {
  JobEscrowPaused: (until) =>
    `Deposits and new jobs are paused until ${instant(until)}. Try again then; withdrawals and settlements go on.`,
  JobEscrowInsufficientBalance: (account, requested, available) =>
    `The free balance of ${account} is ${dollars(available)}, but ${dollars(requested)} are needed. Deposit ${dollars(requested - available)} more or ask for less.`,
  JobEscrowJobExists: (jobId) =>
    `The job ${jobId} was funded before. Choose a fresh salt in the terms.`,
  JobEscrowZeroSessionKey: () => 'The session key is the zero address. Create a key for the job.',
  JobEscrowBadDeadline: (deadline, timestamp, latest) =>
    `The deadline ${instant(deadline)} is not between now (${instant(timestamp)}) and ${instant(latest)}. Choose another one.`,
  JobEscrowBadAllocationCount: (count, maxCount) =>
    `The job names ${count} nodes, but 1 to ${maxCount} are allowed. Split the job or name a node.`,
  JobEscrowBadCap: (nodeId, cap) =>
    `The cap of node ${nodeId} would be ${dollars(cap)}, which is zero or too large. Choose another cap.`,
  JobEscrowDuplicateNode: (nodeId) =>
    `Node ${nodeId} is named twice in the job. Name it once and raise its cap.`,
  JobEscrowNodeInactive: (nodeId) =>
    `Node ${nodeId} is unknown or takes no new jobs. Choose another node.`,
  JobEscrowOverCapacity: (nodeId, open, capacity) =>
    `Node ${nodeId} would have ${dollars(open)} of open jobs, but its stake covers ${dollars(capacity)}. Choose another node or a smaller cap.`,
  JobEscrowBadTermsSignature: (requester, digest) =>
    `The signature over the terms (digest ${digest}) is not by ${requester}. Sign them again with the requester's key.`,
  JobEscrowNotRequester: (jobId, requester, caller) =>
    `The job ${jobId} belongs to ${requester}, not to ${caller}. Use the requester's account.`,
  JobEscrowUnexpectedStatus: (jobId, actual) =>
    `The job ${jobId} is ${JOB_STATUSES[actual] ?? actual}, which does not allow this. Fund a new job if you need one.`,
  JobEscrowEnded: (jobId, endsAt, timestamp) =>
    `The job ${jobId} ended at ${instant(endsAt)} and it is ${instant(timestamp)}. Fund a new job.`,
  JobEscrowWrongSessionKey: (jobId, sessionKey) =>
    `${sessionKey} is not the session key of the job ${jobId}. Use the key in its JobFunded event.`,
  JobEscrowUnknownIndex: (jobId, index, count) =>
    `The job ${jobId} has ${count} allocations, so none at position ${index}. Name an existing position.`,
  JobEscrowTooManyRows: (count, maxCount) =>
    `The settlement has ${count} vouchers, but at most ${maxCount} fit. Split it.`,
  JobEscrowBadVoucherSignature: (sessionKey, digest) =>
    `The contract ${sessionKey} did not accept the voucher (digest ${digest}). Ask the requester for another one.`,
  JobEscrowInGrace: (jobId, releasableAt, timestamp) =>
    `The remainder of the job ${jobId} is free at ${instant(releasableAt)} and it is ${instant(timestamp)}. Wait, or collect a Done from every node.`,
  JobEscrowDoneCount: (jobId, given, expected) =>
    `The job ${jobId} needs ${expected} Done messages, one per node, but ${given} were given. Ask the missing nodes.`,
  JobEscrowBadDone: (jobId, nodeId, signer) =>
    `The Done of node ${nodeId} for the job ${jobId} is signed by ${signer}, not by the node. Ask the node again.`,
  JobEscrowUnsettled: (jobId, nodeId, total, claimed) =>
    `Node ${nodeId} expects ${dollars(total)} of the job ${jobId}, but ${dollars(claimed)} are settled. Settle its last voucher first.`,
  JobEscrowNotNodeOwner: (nodeId, owner, caller) =>
    `Node ${nodeId} belongs to ${owner}, not to ${caller}. Use the owner's account.`,
  JobEscrowNotRegistry: (caller, registry) =>
    `Only the registry ${registry} may do this, not ${caller}. Register the node instead.`,
  JobEscrowNotGuardian: (caller, guardian) =>
    `Only the guardian ${guardian} may pause, not ${caller}. Use the guardian's account.`,
  JobEscrowPauseRefused: (until, latest, earliestNextPause) =>
    `A pause until ${instant(until)} is refused: it may last until ${instant(latest)} and not begin before ${instant(earliestNextPause)}. Choose other times.`,
  JobEscrowPermitIgnored: (owner) =>
    `The token does not support permits, so it proves no consent of ${owner}. Approve the amount and deposit.`,
  JobEscrowShortPayment: (expected, received) =>
    `The token paid ${dollars(received)} instead of ${dollars(expected)}. Deposit with an approval instead.`,
  JobEscrowZeroAddress: () => 'An address is zero. Name a real account.',
  JobEscrowWindowsTooShort: (jobDuration, voucherGrace) =>
    `The staking contract allows jobs of ${jobDuration} s and a grace of ${voucherGrace} s, too short for this escrow. Deploy it with longer windows.`,
  AccountsOverflow: () =>
    'The sums of a node would leave their range. Use smaller caps, or pull the earnings first.',
  SafeERC20FailedOperation: (token) =>
    `The token ${token} refused the transfer. Check the balance and the allowance.`,
  InvalidShortString: () => 'A name in the contract is malformed. Deploy it again.',
  StringTooLong: () => 'A name in the contract is too long. Deploy it again.',
}
