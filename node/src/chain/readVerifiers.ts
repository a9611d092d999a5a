import { type NodeId, parseNodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { reading } from './reading.ts'

/** Returns the nodes that serve as verifiers. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readVerifiers(chain: Chain): Promise<readonly NodeId[]> {
  const listed = await reading(chain, (reader) =>
    reader.readContract({ ...verifierBench(chain), functionName: 'verifiers' }),
  )
  return listed.map(parseNodeId)
}
