import type { Address } from '#protocol/ids.ts'
import { accountOf, type Chain } from './chain.ts'
import { nodeStaking } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Pays out what slashes left for the account: shares of a finder, refunds of a requester.
 *
 * @throws {WitanError} CONTRACT_REVERTED when there is nothing; and what sendCall throws.
 */
export async function claimProceeds(
  chain: Chain,
  parameters: claimProceeds.Parameters = {},
): Promise<Transaction & { readonly amount: bigint }> {
  const staking = nodeStaking(chain)
  const args = [parameters.to ?? accountOf(chain)] as const
  const call = { ...staking, functionName: 'claimProceeds', args } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  return { ...transaction, amount: eventIn(receipt, staking, 'ProceedsClaimed').amount }
}

export declare namespace claimProceeds {
  type Parameters = WriteOptions & {
    /** Who gets it. @default the account */
    readonly to?: Address
  }
}
