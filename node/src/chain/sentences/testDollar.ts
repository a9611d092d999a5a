import type { testDollarAbi } from '../generated/testDollar.ts'
import { dollars, instant, type SentenceTable } from './table.ts'

/** What TestDollar's custom errors mean; the ERC ones are those of every token that follows the standards. */
export const testDollarSentences: SentenceTable<typeof testDollarAbi> = {
  TestDollarNotLocal: (chainId) =>
    `Test dollars exist only on local chains, not on chain ${chainId}. Use a real token there.`,
  TestDollarFaucetLimit: (requested, limit) =>
    `The faucet gives at most ${dollars(limit)} at a time, not ${dollars(requested)}. Ask for less.`,
  TestDollarNotPayee: (caller, payee) =>
    `The payment is for ${payee}, not for ${caller}. Sign one for the caller.`,
  TestDollarNotInTime: (validAfter, validBefore, timestamp) =>
    `The payment is valid from ${instant(validAfter)} to ${instant(validBefore)} and it is ${instant(timestamp)}. Sign another one.`,
  TestDollarAuthorizationUsed: (authorizer) =>
    `The payment of ${authorizer} was used or cancelled. Sign another one.`,
  TestDollarBadSignature: (expected, actual) =>
    `The payment is signed by ${actual}, not by ${expected}. Sign it with the payer's key.`,
  ERC20InsufficientBalance: (sender, balance, needed) =>
    `The account ${sender} holds ${balance} token units, but ${needed} are needed. Add funds or send less.`,
  ERC20InsufficientAllowance: (spender, allowance, needed) =>
    `${spender} may take ${allowance} token units, but ${needed} are needed. Approve more, or sign the permit again.`,
  ERC20InvalidSender: (sender) => `The token cannot be sent by ${sender}. Name a real account.`,
  ERC20InvalidReceiver: (receiver) =>
    `The token cannot be sent to ${receiver}. Name a real account.`,
  ERC20InvalidApprover: (approver) => `${approver} cannot approve. Name a real account.`,
  ERC20InvalidSpender: (spender) => `${spender} cannot be approved. Name a real account.`,
  ERC2612ExpiredSignature: (deadline) =>
    `The permit expired at ${instant(deadline)}. Sign another one.`,
  ERC2612InvalidSigner: (signer, owner) =>
    `The permit is signed by ${signer}, not by ${owner}, or it was used before. Sign another one.`,
  InvalidAccountNonce: (account, currentNonce) =>
    `The signature of ${account} is for another nonce than ${currentNonce}. Sign another one.`,
  ECDSAInvalidSignature: () => 'No account can have made the signature. Sign again.',
  ECDSAInvalidSignatureLength: (length) =>
    `The signature has ${length} bytes instead of 65. Sign again.`,
  ECDSAInvalidSignatureS: () =>
    'The signature is not in its canonical form (s is too large). Sign again.',
  InvalidShortString: () => 'A name in the contract is malformed. Deploy it again.',
  StringTooLong: () => 'A name in the contract is too long. Deploy it again.',
}
