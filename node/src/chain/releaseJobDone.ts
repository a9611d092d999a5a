import type { SignedDone } from '#protocol/done.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address, JobId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { compactSignature } from './compactSignature.ts'
import { jobEscrow } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { amount48 } from './jobTermsArgs.ts'
import { readAllocations } from './readAllocations.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Returns a job's remainder to its requester's free balance at once, with the signed Done of every node.
 *
 * @param parameters - The Done messages in any order; they are put into the order of the job's allocations.
 * @returns Refund in micro-dollars beside the transaction.
 * @throws {WitanError} INPUT_INVALID naming the nodes whose Done is missing; CONTRACT_REVERTED when a Done is not by
 * its node or its last voucher is not settled; JOB_NOT_OPEN when the job was released; and what sendCall throws.
 */
export async function releaseJobDone(
  chain: Chain,
  parameters: releaseJobDone.Parameters,
): Promise<Transaction & { readonly refund: bigint }> {
  const { jobId, sessionKey, dones } = parameters
  const allocations = await readAllocations(chain, { jobId, sessionKey })
  if (allocations.length === 0) throw notOpen(jobId)
  const byNode = new Map(dones.map((signed) => [signed.done.nodeId, signed]))
  const missing = allocations.filter(({ nodeId }) => !byNode.has(nodeId))
  if (missing.length > 0)
    throw missingDone(
      jobId,
      missing.map(({ nodeId }) => nodeId),
    )
  const ordered = allocations.map(({ nodeId }) => {
    const { done, signature } = byNode.get(nodeId)!
    return { total: amount48(done.total), ...compactSignature(signature) }
  })
  const escrow = jobEscrow(chain)
  const args = [jobId, sessionKey, ordered] as const
  const call = { ...escrow, functionName: 'releaseDone', args } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  return { ...transaction, refund: eventIn(receipt, escrow, 'JobReleased').refund }
}

export declare namespace releaseJobDone {
  type Parameters = WriteOptions & {
    readonly jobId: JobId
    /** The job's session key, as in its JobFunded event. */
    readonly sessionKey: Address
    readonly dones: readonly SignedDone[]
  }
}

function notOpen(jobId: JobId): WitanError {
  return new WitanError(
    'JOB_NOT_OPEN',
    `The job ${jobId} has no allocations under this session key: it was released or is another key's. Check both.`,
    { meta: { jobId } },
  )
}

function missingDone(jobId: JobId, nodeIds: readonly number[]): WitanError {
  return new WitanError(
    'INPUT_INVALID',
    `The Done of node ${nodeIds.join(', ')} for the job ${jobId} is missing. Ask for it, or release the job after its grace.`,
    { meta: { jobId, nodeIds: nodeIds.join(',') } },
  )
}
