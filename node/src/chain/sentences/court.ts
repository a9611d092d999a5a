/** Sentences of errors that the court and its bench share. */

/** Words for the numbers of the court's faults. */
const FAULTS = [
  'nothing',
  'a lost race',
  'an early stop',
  'a late stop',
  'a malformed leaf',
  'two receipts',
  'an overcharge',
  'withheld frames',
  'a verdict',
  'a lazy pass',
] as const

/** Returns a fault in words. */
export function faultName(fault: number): string {
  return FAULTS[fault] ?? `fault ${fault}`
}

export const courtSentences = {
  ProbeCourtZeroAddress: () => 'An address is zero. Name a real account.',
  ProbeCourtNoCredit: (account: string) =>
    `Nothing is owed to ${account}. Wait until a case, a demand or a duty of it ends.`,
  ProbeCourtNotSigned: (digest: string, recovered: string, nodeId: number) =>
    `The signature over ${digest} is by ${recovered}, which is no valid signer of node ${nodeId}. Check the receipt.`,
  ProbeCourtNotSpeaker: (nodeId: number, caller: string) =>
    `${caller} is neither owner nor signer of node ${nodeId}. Use one of those accounts.`,
  SafeERC20FailedOperation: (token: string) =>
    `The token ${token} refused the transfer. Check the balance and the allowance.`,
}
