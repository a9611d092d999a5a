import type { Address, NodeId } from '#protocol/ids.ts'
import { accountOf, type Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Pays out what nodes of the account earned.
 *
 * @returns Amount in micro-dollars beside the transaction; zero when nothing was owed.
 * @throws {WitanError} CONTRACT_REVERTED when a node is another owner's; and what sendCall throws.
 */
export async function pullEarnings(
  chain: Chain,
  parameters: pullEarnings.Parameters,
): Promise<Transaction & { readonly amount: bigint }> {
  const { nodeIds, to = accountOf(chain) } = parameters
  const escrow = jobEscrow(chain)
  const call = { ...escrow, functionName: 'pull', args: [nodeIds, to] } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  return { ...transaction, amount: eventIn(receipt, escrow, 'Pulled').amount }
}

export declare namespace pullEarnings {
  type Parameters = WriteOptions & {
    readonly nodeIds: readonly NodeId[]
    /** Who gets the tokens. @default the account */
    readonly to?: Address
  }
}
