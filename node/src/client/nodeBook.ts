/** What one client remembers of nodes between jobs: where they were, how they did, what they do for it now. */

import type { NodeId } from '#protocol/ids.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'

export type NodeBook = {
  readonly recordOf: (nodeId: NodeId) => SignedNodeRecord | undefined
  /** Keeps what `find` returns; jobs that ask at the same time share one search. */
  readonly learnRecord: (
    nodeId: NodeId,
    find: () => Promise<SignedNodeRecord>,
  ) => Promise<SignedNodeRecord>
  readonly forgetRecord: (nodeId: NodeId) => void
  /** Own experience, 0 to 1; undefined before the first task. */
  readonly experienceOf: (nodeId: NodeId) => number | undefined
  /** Tasks of this client that the node serves or was chosen for. */
  readonly tasksOn: (nodeId: NodeId) => number
  /** Counts a task that the node was chosen for, until the returned function is called. */
  readonly expect: (nodeId: NodeId) => () => void
  readonly begin: (nodeId: NodeId) => void
  readonly end: (nodeId: NodeId, outcome: 'served' | 'failed') => void
}

type Experience = { running: number; expected: number; served: number; failed: number }

/** Returns an empty book. */
export function createNodeBook(): NodeBook {
  const records = new Map<NodeId, SignedNodeRecord>()
  const searches = new Map<NodeId, Promise<SignedNodeRecord>>()
  const experiences = new Map<NodeId, Experience>()
  const of = (nodeId: NodeId): Experience => {
    const known = experiences.get(nodeId) ?? { running: 0, expected: 0, served: 0, failed: 0 }
    experiences.set(nodeId, known)
    return known
  }
  return {
    recordOf: (nodeId) => records.get(nodeId),
    learnRecord: (nodeId, find) => {
      const search = searches.get(nodeId) ?? find()
      searches.set(nodeId, search)
      const learned = search.then(
        (signed) => {
          records.set(nodeId, signed)
          searches.delete(nodeId)
        },
        () => void searches.delete(nodeId),
      )
      return learned.then(() => search)
    },
    forgetRecord: (nodeId) => void records.delete(nodeId),
    experienceOf: (nodeId) => {
      const { served, failed } = of(nodeId)
      // one more of each: a single lucky or unlucky task is weak evidence
      return served + failed === 0 ? undefined : (served + 1) / (served + failed + 2)
    },
    tasksOn: (nodeId) => of(nodeId).running + of(nodeId).expected,
    expect: (nodeId) => {
      let counts = 1
      of(nodeId).expected++
      return () => {
        of(nodeId).expected -= counts
        counts = 0
      }
    },
    begin: (nodeId) => void of(nodeId).running++,
    end: (nodeId, outcome) => {
      const experience = of(nodeId)
      experience.running--
      experience[outcome]++
    },
  }
}
