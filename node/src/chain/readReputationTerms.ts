import type { NodeId } from '#protocol/ids.ts'
import { type Role, roleNumber } from '#protocol/role.ts'
import type { Chain } from './chain.ts'
import { reputationLedger } from './contracts.ts'
import { reading } from './reading.ts'

/** Every term of a node's weight in a role; amounts in the smallest unit of the token. */
export type ReputationTerms = {
  readonly stake: bigint
  readonly decayedFees: bigint
  /** Checks, thousandths of one, faded up to now. */
  readonly passed: bigint
  readonly failed: bigint
  /** Stake that fees vouch for. */
  readonly vouched: bigint
  /** Parts of 1e18. */
  readonly quality: bigint
  /** vouched times quality; zero while jailed. */
  readonly weight: bigint
  readonly jailed: boolean
}

/** Returns every term of a node's weight in a role, now or as of a block. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readReputationTerms(
  chain: Chain,
  { nodeId, role, blockNumber }: readReputationTerms.Parameters,
): Promise<ReputationTerms> {
  return await reading(chain, (reader) =>
    reader.readContract({
      ...reputationLedger(chain),
      functionName: 'termsOf',
      args: [nodeId, roleNumber(role)],
      ...(blockNumber !== undefined && { blockNumber }),
    }),
  )
}

export declare namespace readReputationTerms {
  type Parameters = {
    readonly nodeId: NodeId
    readonly role: Role
    /** @default the latest block */
    readonly blockNumber?: bigint
  }
}
