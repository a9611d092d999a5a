/** A juror's vote: first a commitment that holds case, level and juror, so that nobody can copy it; then the vote. */

import { encodeAbiParameters, keccak256 } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import type { NodeId } from '#protocol/ids.ts'

export type JurorVote = {
  readonly caseId: bigint
  /** 0 for the first jury, then one more for each appeal, and for each jury that stayed silent. */
  readonly level: number
  readonly verifierId: NodeId
  readonly guilty: boolean
  /** Hash of the figures that the juror found. */
  readonly statsHash: Hex
  /** 32 random bytes. */
  readonly salt: Hex
}

const TYPES = ['uint256', 'uint8', 'uint32', 'bool', 'bytes32', 'bytes32'].map((type) => ({ type }))

/** Returns what a juror commits to. */
export function verdictCommitment(vote: JurorVote): Hex {
  const { caseId, level, verifierId, guilty, statsHash, salt } = vote
  const values = [caseId, level, verifierId, guilty, statsHash, salt]
  return keccak256(encodeAbiParameters(TYPES, values))
}
