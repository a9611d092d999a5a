import type { Chain } from '#chain/chain.ts'
import { readAllocation } from '#chain/readAllocation.ts'
import { readJobHistory } from '#chain/readJobHistory.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'

/** Returns what the chain says that a node has claimed of a job, micro-dollars. */
export async function claimedOf(
  chain: Chain,
  { jobId, nodeId }: { readonly jobId: JobId; readonly nodeId: NodeId },
): Promise<bigint> {
  const funded = (await readJobHistory(chain, jobId)).find(({ type }) => type === 'funded')
  if (funded?.type !== 'funded') throw new Error(`The chain knows no job ${jobId}.`)
  const { sessionKey, allocations } = funded
  const index = allocations.findIndex((each) => each.nodeId === nodeId)
  const allocation = await readAllocation(chain, { jobId, sessionKey, index })
  if (!allocation) throw new Error(`Node ${nodeId} has no part in the job ${jobId}.`)
  return allocation.claimed
}
