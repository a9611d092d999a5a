/** A transaction in JSON: gas is no money of ours, so it stays out of the amounts. */

import type { Transaction } from '#chain/sendCall.ts'

/** Returns what --json says of a transaction. */
export function transactionJson({ txHash, blockNumber, gasUsed, gasCostWei }: Transaction) {
  return {
    txHash,
    blockNumber: Number(blockNumber),
    gasUsed: Number(gasUsed),
    /** Integer text, in wei of the chain's coin. */
    gasCostWei: gasCostWei.toString(),
  }
}
