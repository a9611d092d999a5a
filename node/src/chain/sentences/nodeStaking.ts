import type { nodeStakingAbi } from '../generated/nodeStaking.ts'
import { faultName } from './court.ts'
import { instant, type SentenceTable } from './table.ts'

/** What NodeStaking's custom errors mean. Stake is given in the smallest unit of its token. */
export const nodeStakingSentences: SentenceTable<typeof nodeStakingAbi> = {
  NodeStakingNotOwner: (nodeId, owner, caller) =>
    `Node ${nodeId} belongs to ${owner}, not to ${caller}. Use the owner's account.`,
  NodeStakingUnknownNode: (nodeId) => `Node ${nodeId} is not registered. Register it first.`,
  NodeStakingNotRegistry: (caller, registry) =>
    `Only the registry ${registry} may do this, not ${caller}. Register the node instead.`,
  NodeStakingInsufficientStake: (nodeId, requested, active) =>
    `Node ${nodeId} has ${active} units of active stake, but ${requested} were asked for. Ask for less.`,
  NodeStakingZeroAmount: (nodeId) => `The amount for node ${nodeId} is zero. Name an amount.`,
  NodeStakingNothingThawing: (nodeId) => `No stake of node ${nodeId} is thawing. Thaw some first.`,
  NodeStakingStillThawing: (nodeId, thawsAt, timestamp) =>
    `The stake of node ${nodeId} thaws until ${instant(thawsAt)} and it is ${instant(timestamp)}. Wait until then.`,
  NodeStakingNotCourt: (caller, court) =>
    `Only the court ${court} may punish, not ${caller}. Open a case there.`,
  NodeStakingCourtCannotGain: (court) =>
    `The court ${court} judges, so it may not gain. Name another account.`,
  NodeStakingPunishedBefore: (nodeId, taskId, fault) =>
    `Node ${nodeId} was punished for task ${taskId} before, for ${faultName(fault)}. There is nothing left to prove.`,
  NodeStakingNoFault: (nodeId, taskId) =>
    `The punishment of node ${nodeId} for task ${taskId} names no fault. Name what it is for.`,
  NodeStakingThawTooShort: (thawPeriod, minimum) =>
    `A thaw of ${thawPeriod} s is shorter than the ${minimum} s in which a fault can be punished. Choose a longer one.`,
  NodeStakingNoProceeds: (account) => `Nothing is there for ${account}. Wait for a verdict.`,
  NodeStakingZeroAddress: () => 'An address is zero. Name a real account.',
  SafeERC20FailedOperation: (token) =>
    `The token ${token} refused the transfer. Check the balance and the allowance.`,
}
