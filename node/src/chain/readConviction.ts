import type { Hex } from '#protocol/bytes.ts'
import type { NodeId, TaskId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { type Fault, faultOfNumber } from './fault.ts'
import { reading } from './reading.ts'

/** What a node was punished for in a task. */
export type Conviction = {
  readonly fault: Fault
  /** First half of the digest of the receipt that showed it. */
  readonly digest: Hex
}

/** Returns what a node was punished for in a task; undefined when it was not. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readConviction(
  chain: Chain,
  { nodeId, taskId }: { readonly nodeId: NodeId; readonly taskId: TaskId },
): Promise<Conviction | undefined> {
  const { fault, digest } = await reading(chain, (reader) =>
    reader.readContract({
      ...probeCourt(chain),
      functionName: 'convictionOf',
      args: [nodeId, taskId],
    }),
  )
  return fault === 0 ? undefined : { fault: faultOfNumber(fault), digest }
}
