import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { nodeRegistry } from './contracts.ts'
import { type Offer, offerArgs } from './offer.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Replaces all offers of a node of the account.
 *
 * @throws {WitanError} CONTRACT_REVERTED when the node is another owner's; and what sendCall throws.
 */
export async function setOffers(
  chain: Chain,
  parameters: setOffers.Parameters,
): Promise<Transaction> {
  const args = [parameters.nodeId, parameters.offers.map(offerArgs)] as const
  const call = { ...nodeRegistry(chain), functionName: 'setOffers', args } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace setOffers {
  type Parameters = WriteOptions & {
    readonly nodeId: NodeId
    /** Models served, at most 16; none is allowed. */
    readonly offers: readonly Offer[]
  }
}
