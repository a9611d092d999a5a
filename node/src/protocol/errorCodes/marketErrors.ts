/** What goes wrong with money and promises: the chain, quotes, sealing, vouchers, receipts. */

import { type ErrorEntry, entry } from './entry.ts'

export const MARKET_ERRORS = {
  // chain
  CHAIN_UNREACHABLE: entry(
    4,
    'The chain cannot be reached.',
    'Check the RPC address and the network.',
  ),
  CHAIN_WRONG_ID: entry(
    4,
    'The chain answers with another id than expected.',
    'Point --rpc at the right chain.',
  ),
  CONTRACT_MISSING: entry(
    4,
    'There is no contract code at the address.',
    'Use the deployment record of this chain.',
  ),
  CONTRACT_REVERTED: entry(5, 'The contract refused the call.', 'Read the reason in the message.'),
  TRANSACTION_TIMEOUT: entry(
    6,
    'The transaction was not included in time.',
    'Check it by its hash before sending again.',
  ),
  INSUFFICIENT_FUNDS: entry(5, 'The balance is too low.', 'Add funds or lower the budget.'),
  BUDGET_TOO_LOW: entry(
    5,
    'The quoted price is above the budget.',
    'Raise the budget or shorten the request; nothing was signed.',
  ),
  PRICE_ABOVE_CEILING: entry(
    5,
    'The price is above the ceiling.',
    'Raise the ceiling or choose another node; nothing was signed.',
  ),
  ALLOCATION_MISSING: entry(
    5,
    'The job has no allocation for this node.',
    'Fund the job with this node before sending the task.',
  ),
  ALLOCATION_TOO_SMALL: entry(
    5,
    'The allocation does not cover the task.',
    'Raise the cap of this node.',
  ),
  JOB_NOT_OPEN: entry(5, 'The job is not funded or already released.', 'Fund a new job.'),
  // court
  VERIFIER_UNLISTED: entry(
    5,
    'The node is not on the list of verifiers.',
    'Put enough at stake and run `witan verify --join`.',
  ),
  DECOY_UNFIT: entry(
    3,
    'The node may not serve as a decoy.',
    'Use a node of its own, with little stake and prices that nobody pays.',
  ),
  NOT_JUDGEABLE: entry(
    7,
    'The answer cannot be judged from this evidence.',
    'Nothing was said about the node.',
  ),
  // quote
  QUOTE_EXPIRED: entry(8, 'The quote has expired.', 'Ask for a new quote.'),
  QUOTE_INVALID: entry(8, 'The quote is not one this node signed.', 'Ask for a new quote.'),
  // sealing
  ENVELOPE_INVALID: entry(
    7,
    'The envelope cannot be opened by this node for this task.',
    'Seal the request again for this node.',
  ),
  ENVELOPE_REPLAYED: entry(
    7,
    'The envelope was already used.',
    'Seal the request again with a fresh key.',
  ),
  ENVELOPE_TOO_LARGE: entry(2, 'The envelope is larger than the limit.', 'Shorten the prompt.'),
  STREAM_INVALID: entry(
    7,
    'The sealed answer was cut, reordered or altered.',
    'The rest is not paid; ask another node.',
  ),
  // money on the wire
  VOUCHER_INVALID: entry(
    7,
    'The voucher is not acceptable.',
    'Sign a voucher of this job with its session key.',
  ),
  VOUCHER_SHRINKS: entry(
    7,
    'The voucher is lower than the last one.',
    'Vouchers are running totals and only grow.',
  ),
  VOUCHER_OVERSHOOTS: entry(
    7,
    'The voucher is above the cap of the node.',
    'Raise the cap or sign a lower total.',
  ),
  UNPAID: entry(8, 'The node stopped because no voucher arrived.', 'Answer frames with vouchers.'),
  TRANSCRIPT_INVALID: entry(
    7,
    'A token of the answer does not follow from its race.',
    'The token and all after it are not paid; the evidence is kept and another node is asked.',
  ),
  RECEIPT_INVALID: entry(
    7,
    'The receipt does not match what was delivered.',
    'The difference is not paid; ask another node.',
  ),
  RECEIPT_UNKNOWN: entry(8, 'The node has no such receipt.', 'Check job and task.'),
  NOT_SETTLED: entry(8, 'The last voucher is not settled yet.', 'Ask again after the settlement.'),
  SIGNATURE_INVALID: entry(
    7,
    'The signature is not by the expected key.',
    'Do not trust the message; ask another node.',
  ),
  VERIFICATION_FAILED: entry(
    7,
    'A recomputed value differs from the published one.',
    'Read which check failed.',
  ),
} as const satisfies Record<string, ErrorEntry>
