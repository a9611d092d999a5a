import { readLeastProbedStake } from '#chain/readLeastProbedStake.ts'
import { readStake } from '#chain/readStake.ts'
import type { NodeId } from '#protocol/ids.ts'
import { canBeProbed } from './makeProbe.ts'
import type { Verifier } from './verifier.ts'

/**
 * Returns whether the bench lets no verifier skip a node. One with less at stake may be skipped, so that a crowd of
 * nodes that answer nobody costs no reward; it is probed all the same where it answers.
 */
export async function mustBeProbed(verifier: Verifier, nodeId: NodeId): Promise<boolean> {
  const [canBe, stake, least] = await Promise.all([
    canBeProbed(verifier, nodeId),
    readStake(verifier.chain, nodeId),
    readLeastProbedStake(verifier.chain),
  ])
  return canBe && stake.active >= least
}
