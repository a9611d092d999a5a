import type { Hex } from '#protocol/bytes.ts'
import { type NodeId, parseNodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { reading } from './reading.ts'

/** What a verifier committed to for an epoch. */
export type ProbeBatch = {
  readonly root: Hex
  readonly secretCommit: Hex
  /** Beacon round that draws the duties. */
  readonly round: bigint
  readonly count: number
  /** Nodes that could be drawn: ids from 1. */
  readonly nodes: number
  /** Given after the epoch. */
  readonly secret?: Hex
  /** Duty by duty: the node to check, where it is known, and whether it is done. */
  readonly duties: readonly { readonly nodeId?: NodeId; readonly done: boolean }[]
  readonly reported: number
  /** Duties that got no answer, on the verifier's word. */
  readonly unanswered: number
  readonly revealed: boolean
  readonly rewarded: boolean
}

/** Returns the batch of a verifier for an epoch; undefined when it committed to none. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readBatch(
  chain: Chain,
  { verifierId, epoch }: { readonly verifierId: NodeId; readonly epoch: number },
): Promise<ProbeBatch | undefined> {
  const bench = verifierBench(chain)
  return await reading(chain, async (reader) => {
    const of = [verifierId, epoch] as const
    const batch = await reader.readContract({ ...bench, functionName: 'batchOf', args: of })
    if (batch.count === 0) return undefined
    const drawn = await Promise.all(
      Array.from({ length: batch.count }, (_, index) =>
        reader.readContract({ ...bench, functionName: 'dutyOf', args: [...of, index] }),
      ),
    )
    const { root, secretCommit, round, count, nodes, revealed, rewarded } = batch
    const { reported, unanswered } = batch
    const duties = drawn.map((nodeId, index) => ({
      ...(nodeId !== 0 && { nodeId: parseNodeId(nodeId) }),
      done: ((batch.done >> index) & 1) === 1,
    }))
    const secret = revealed ? { secret: batch.secret } : {}
    return {
      root,
      secretCommit,
      round,
      count,
      nodes,
      ...secret,
      duties,
      reported,
      unanswered,
      revealed,
      rewarded,
    }
  })
}
