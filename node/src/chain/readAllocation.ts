import type { Address, JobId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { allocationOf, type OnChainAllocation } from './readAllocations.ts'
import { reading } from './reading.ts'

/**
 * Returns the allocation at a position of a job; undefined when there is none, the session key is not the job's, or
 * the job was released.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function readAllocation(
  chain: Chain,
  parameters: { readonly jobId: JobId; readonly sessionKey: Address; readonly index: number },
): Promise<OnChainAllocation | undefined> {
  const { jobId, sessionKey, index } = parameters
  const allocation = await reading(chain, (reader) =>
    reader.readContract({
      ...jobEscrow(chain),
      functionName: 'allocationAt',
      args: [jobId, sessionKey, index],
    }),
  )
  return allocation.nodeId === 0 ? undefined : allocationOf(allocation)
}
