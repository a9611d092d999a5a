/** What one client remembers of nodes between jobs: where they were, how they did, what they do for it now. */

import type { NodeId } from '#protocol/ids.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'

export type NodeBook = {
  readonly recordOf: (nodeId: NodeId) => SignedNodeRecord | undefined
  readonly keepRecord: (record: SignedNodeRecord) => void
  readonly forgetRecord: (nodeId: NodeId) => void
  /** Own experience, 0 to 1; undefined before the first task. */
  readonly experienceOf: (nodeId: NodeId) => number | undefined
  /** Tasks of this client that the node serves now. */
  readonly runningOn: (nodeId: NodeId) => number
  readonly begin: (nodeId: NodeId) => void
  readonly end: (nodeId: NodeId, outcome: 'served' | 'failed') => void
}

type Experience = { running: number; served: number; failed: number }

/** Returns an empty book. */
export function createNodeBook(): NodeBook {
  const records = new Map<NodeId, SignedNodeRecord>()
  const experiences = new Map<NodeId, Experience>()
  const of = (nodeId: NodeId): Experience => {
    const known = experiences.get(nodeId) ?? { running: 0, served: 0, failed: 0 }
    experiences.set(nodeId, known)
    return known
  }
  return {
    recordOf: (nodeId) => records.get(nodeId),
    keepRecord: (signed) => void records.set(signed.record.nodeId, signed),
    forgetRecord: (nodeId) => void records.delete(nodeId),
    experienceOf: (nodeId) => {
      const { served, failed } = of(nodeId)
      // one more of each: a single lucky or unlucky task is weak evidence
      return served + failed === 0 ? undefined : (served + 1) / (served + failed + 2)
    },
    runningOn: (nodeId) => of(nodeId).running,
    begin: (nodeId) => void of(nodeId).running++,
    end: (nodeId, outcome) => {
      const experience = of(nodeId)
      experience.running--
      experience[outcome]++
    },
  }
}
