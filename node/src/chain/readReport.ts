import type { Hex } from '#protocol/bytes.ts'
import { type NodeId, parseNodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { reading } from './reading.ts'

/** Who reported a receipt, and what. */
export type ProbeReport = {
  readonly verifierId: NodeId
  /** Unix seconds. */
  readonly time: number
  readonly passed: boolean
}

/** Returns what was reported of a receipt; undefined when nobody did. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readReport(chain: Chain, digest: Hex): Promise<ProbeReport | undefined> {
  const found = await reading(chain, (reader) =>
    reader.readContract({ ...verifierBench(chain), functionName: 'reportOf', args: [digest] }),
  )
  const { verifierId, time, passed } = found
  return verifierId === 0 ? undefined : { verifierId: parseNodeId(verifierId), time, passed }
}
