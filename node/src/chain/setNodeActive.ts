import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeRegistry } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Starts or stops new jobs for a node of the account. Jobs that are funded already go on and are still paid.
 *
 * @throws {WitanError} CONTRACT_REVERTED when the node is another owner's; and what sendCall throws.
 */
export async function setNodeActive(
  chain: Chain,
  parameters: setNodeActive.Parameters,
): Promise<Transaction> {
  const args = [parameters.nodeId, parameters.active] as const
  const call = { ...nodeRegistry(chain), functionName: 'setActive', args } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace setNodeActive {
  type Parameters = WriteOptions & {
    readonly nodeId: NodeId
    /** Whether new jobs may name the node. */
    readonly active: boolean
  }
}
