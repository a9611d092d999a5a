import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { reading } from './reading.ts'

/** What the escrow knows about a node; micro-dollars. */
export type NodeAccount = {
  /** What the owner can pull. */
  readonly owed: bigint
  /** Protocol fees that the node's work has ever paid. */
  readonly feesPaid: bigint
  /** Sum of the caps of the node's jobs that are not released yet. */
  readonly open: bigint
}

/** Returns what the escrow knows about a node; all zero for an unknown one. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readNodeAccount(chain: Chain, nodeId: NodeId): Promise<NodeAccount> {
  const { owed, feesPaid, open } = await reading(chain, (reader) =>
    reader.readContract({ ...jobEscrow(chain), functionName: 'accountOf', args: [nodeId] }),
  )
  return { owed, feesPaid, open }
}
