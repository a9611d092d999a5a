/** What a verifier remembers of a node in a role over all its probes: Wald's test, which looks at what no single probe shows. */

import type { Receipt } from '#protocol/receipt.ts'
import type { ReplayStatistics } from '#verification/compareReplay.ts'
import {
  addProbe,
  NO_PROBES,
  type SequentialModel,
  type SequentialState,
} from '#verification/sequentialTest.ts'
import type { Verifier } from './verifier.ts'

const KIND = 'node'
/** Where nothing was calibrated: an honest node of another class, and the least change that should be found (nats). */
const MODEL: SequentialModel = {
  honest: { margin: 0.002, gap: 0.012 },
  cheat: { margin: 0.006, gap: 0.036 },
}

/** Adds a probe to what is known of its node; tells the operator once when a node is suspected. */
export async function noteProbe(
  { records, logger, sequentialOf }: Pick<Verifier, 'records' | 'logger' | 'sequentialOf'>,
  { nodeId, role, modelId }: Pick<Receipt, 'nodeId' | 'role' | 'modelId'>,
  statistics: ReplayStatistics,
): Promise<SequentialState> {
  const id = `${nodeId}/${role}/${modelId}`
  const text = records.get(KIND, id)
  const before = text === undefined ? NO_PROBES : (JSON.parse(text) as SequentialState)
  const state = addProbe(before, statistics, (await sequentialOf(modelId)) ?? MODEL)
  records.set(KIND, id, JSON.stringify(state))
  if (state.verdict === 'suspected' && before.verdict !== 'suspected') {
    logger.warn('node is suspected over several probes', { nodeId, role, probes: state.probes })
  }
  return state
}
