import { type Address, type JobId, type NodeId, parseNodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { reading } from './reading.ts'

/** What one node can be paid for a job, and what it has claimed. */
export type OnChainAllocation = {
  readonly nodeId: NodeId
  /** Most the node can be paid, micro-dollars, fee included. */
  readonly cap: bigint
  /** What vouchers have claimed so far, micro-dollars, fee included. */
  readonly claimed: bigint
}

/**
 * Returns every allocation of a job by its position; none when the session key is not the job's, or the job was
 * released.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function readAllocations(
  chain: Chain,
  { jobId, sessionKey }: { readonly jobId: JobId; readonly sessionKey: Address },
): Promise<readonly OnChainAllocation[]> {
  const allocations = await reading(chain, (reader) =>
    reader.readContract({
      ...jobEscrow(chain),
      functionName: 'allocationsOf',
      args: [jobId, sessionKey],
    }),
  )
  return allocations.map(allocationOf)
}

/** Returns an allocation as the program has it. */
export function allocationOf(allocation: {
  readonly nodeId: number
  readonly cap: number
  readonly claimed: number
}): OnChainAllocation {
  return {
    nodeId: parseNodeId(allocation.nodeId),
    cap: BigInt(allocation.cap),
    claimed: BigInt(allocation.claimed),
  }
}
