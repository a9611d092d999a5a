import type { Hex } from '#protocol/bytes.ts'
import {
  type Address,
  type NodeId,
  parseAddress,
  parseNodeId,
  parseTaskId,
  type TaskId,
} from '#protocol/ids.ts'
import { ROLES, type Role } from '#protocol/role.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { reading } from './reading.ts'

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

/** An accusation and how far it is. */
export type CourtCase = {
  readonly caseId: bigint
  readonly nodeId: NodeId
  readonly role: Role
  readonly phase: (typeof CASE_PHASES)[number]
  /** When the phase is over, Unix seconds. */
  readonly phaseEndsAt: number
  /** 0 for the first jury, then one for each appeal. */
  readonly level: number
  /** Of the level that was counted last. */
  readonly verdict: (typeof VERDICTS)[number]
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

/** Returns a case; undefined when there is none of this number. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readCase(chain: Chain, caseId: bigint): Promise<CourtCase | undefined> {
  const bench = verifierBench(chain)
  return await reading(chain, async (reader) => {
    const args = [caseId] as const
    const [found, bonds] = await Promise.all([
      reader.readContract({ ...bench, functionName: 'caseOf', args }),
      reader.readContract({ ...bench, functionName: 'bondsOf', args }),
    ])
    if (found.nodeId === 0) return undefined
    const level = [caseId, found.level] as const
    const jury = await reader.readContract({ ...bench, functionName: 'juryOf', args: level })
    const { committed, guiltyVotes, notGuiltyVotes, phaseEndsAt, round, digest } = found
    const { evidenceHash, calibrationVersion } = found
    return {
      caseId,
      nodeId: parseNodeId(found.nodeId),
      role: ROLES[found.role]!,
      phase: CASE_PHASES[found.phase]!,
      phaseEndsAt,
      level: found.level,
      verdict: VERDICTS[found.verdict]!,
      jury: jury.map(parseNodeId),
      committed,
      guiltyVotes,
      notGuiltyVotes,
      round,
      accuser: parseAddress(found.accuser),
      taskId: parseTaskId(found.taskId),
      digest,
      evidenceHash,
      calibrationVersion,
      bonds: bonds.map((bond) => ({ ...bond, payer: parseAddress(bond.payer) })),
    }
  })
}

/** Returns how many cases there are; their numbers run from 1. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readCaseCount(chain: Chain): Promise<bigint> {
  return await reading(chain, (reader) =>
    reader.readContract({ ...verifierBench(chain), functionName: 'caseCount' }),
  )
}
