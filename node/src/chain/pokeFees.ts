import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { reputationLedger } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Folds the fees that the escrow took from the pay of nodes into what fades. Anyone may, for any node.
 *
 * @throws {WitanError} CONTRACT_REVERTED for more than 256 nodes; and what sendCall throws.
 */
export async function pokeFees(
  chain: Chain,
  parameters: pokeFees.Parameters,
): Promise<Transaction> {
  const call = {
    ...reputationLedger(chain),
    functionName: 'poke',
    args: [parameters.nodeIds],
  } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace pokeFees {
  type Parameters = WriteOptions & {
    readonly nodeIds: readonly NodeId[]
  }
}
