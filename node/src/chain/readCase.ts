import { parseAddress, parseNodeId, parseTaskId } from '#protocol/ids.ts'
import { ROLES } from '#protocol/role.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { CASE_PHASES, type CourtCase, VERDICTS } from './courtCase.ts'
import { reading } from './reading.ts'

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
