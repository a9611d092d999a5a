/** A case of the bench, as the chain holds it. */

import type { Hex } from '#protocol/bytes.ts'
import type { Address, NodeId, TaskId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'

/** Phases and verdicts; the index is the number on chain. */
export const CASE_PHASES = [
  'none',
  'drawing',
  'committing',
  'revealing',
  'appealable',
  'closed',
] as const
export const VERDICTS = ['none', 'notGuilty', 'guilty', 'hung'] as const
export type CasePhase = (typeof CASE_PHASES)[number]
export type Verdict = (typeof VERDICTS)[number]

/** An accusation and how far it is. */
export type CourtCase = {
  readonly caseId: bigint
  readonly nodeId: NodeId
  readonly role: Role
  readonly phase: CasePhase
  /** When the phase is over, Unix seconds. */
  readonly phaseEndsAt: number
  /** 0 for the first jury, then one more for each appeal, and for each jury that stayed silent. */
  readonly level: number
  /** Of the level that was counted last. */
  readonly verdict: Verdict
  /** Jurors of this level; empty until they are drawn. */
  readonly jury: readonly NodeId[]
  readonly committed: number
  readonly guiltyVotes: number
  readonly notGuiltyVotes: number
  /** Beacon round that draws this level's jury. */
  readonly round: bigint
  readonly accuser: Address
  readonly taskId: TaskId
  /** What the node signed of the receipt. */
  readonly digest: Hex
  readonly evidenceHash: Hex
  /** Of the model's thresholds, zero for none. */
  readonly calibrationVersion: number
  readonly bonds: readonly {
    readonly payer: Address
    readonly amount: bigint
    readonly accuses: boolean
  }[]
}
