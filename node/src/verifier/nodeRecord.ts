/**
 * What a verifier remembers of a node in a role over all its probes: Wald's test, which looks at what no single probe
 * shows, and whether the node computes in the verifier's own class of execution.
 */

import type { Receipt } from '#protocol/receipt.ts'
import { addEquality, type ClassRecord, isOfClass, NO_CLASS } from '#verification/sameClass.ts'
import {
  addProbe,
  NO_PROBES,
  type SequentialModel,
  type SequentialState,
} from '#verification/sequentialTest.ts'
import type { Judgement } from './judgeAnswer.ts'
import type { Verifier } from './verifier.ts'

const KIND = 'node'
/** Where nothing was calibrated: an honest node of another class, and the least change that should be found (nats). */
const MODEL: SequentialModel = {
  honest: { margin: 0.002, gap: 0.012 },
  cheat: { margin: 0.006, gap: 0.036 },
}

const CLASS_KIND = 'class'

type Subject = Pick<Receipt, 'nodeId' | 'role' | 'modelId'>
type Memory = Pick<Verifier, 'records' | 'logger' | 'sequentialOf'>

/** Returns whether all that is known of a node says that it computes as this machine does. */
export function isKnownClass({ records }: Pick<Verifier, 'records'>, subject: Subject): boolean {
  return isOfClass(classOf(records, subject))
}

/** Adds a probe to what is known of its node; tells the operator once when a node is suspected. */
export async function noteProbe(
  { records, logger, sequentialOf }: Memory,
  subject: Subject,
  { statistics, equality }: Pick<Judgement, 'statistics' | 'equality'>,
): Promise<void> {
  if (statistics === undefined || equality === undefined) return
  const { nodeId, role, modelId } = subject
  const id = idOf(subject)
  const text = records.get(KIND, id)
  const before = text === undefined ? NO_PROBES : (JSON.parse(text) as SequentialState)
  const state = addProbe(before, statistics, (await sequentialOf(modelId)) ?? MODEL)
  records.set(KIND, id, JSON.stringify(state))
  if (state.verdict === 'suspected' && before.verdict !== 'suspected') {
    logger.warn('node is suspected over several probes', { nodeId, role, probes: state.probes })
  }
  const known = classOf(records, subject)
  const now = addEquality(known, equality)
  records.set(CLASS_KIND, id, JSON.stringify(now))
  if (now.broken > known.broken) {
    logger.warn('node left its class of execution', { nodeId, role, times: now.broken })
  }
}

function classOf(records: Memory['records'], subject: Subject): ClassRecord {
  const text = records.get(CLASS_KIND, idOf(subject))
  return text === undefined ? NO_CLASS : (JSON.parse(text) as ClassRecord)
}

function idOf({ nodeId, role, modelId }: Subject): string {
  return `${nodeId}/${role}/${modelId}`
}
