import { fromHex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { RACE_SALT_BYTES, raceSeedOf } from '#protocol/race.ts'
import { leafKeyOf } from '#protocol/raceLeaf.ts'
import type { ChainContext } from '#protocol/typedData.ts'
import type { Evidence } from '#verification/evidence.ts'
import { openLeaf } from '#verification/openLeaf.ts'
import type { FoundFault } from './journal.ts'

/**
 * Returns what shows the court a fault that this client found: one leaf of the answer and no other.
 *
 * @param context - Chain and escrow that the seed is bound to.
 * @param fault - As the job's journal keeps it.
 * @returns Undefined when the node signed no receipt over the leaves: then nobody else can see the fault.
 * @throws {WitanError} INPUT_INVALID when the journal's values are malformed.
 */
export function evidenceOf(
  { chainId, escrow }: Pick<ChainContext, 'chainId' | 'escrow'>,
  fault: FoundFault,
): Evidence | undefined {
  const { receipt: signed, taskId, position } = fault
  if (signed === undefined) return undefined
  const salt = fromHex(fault.raceSalt, RACE_SALT_BYTES)
  const leaves = fault.leaves.map((leaf) => fromHex(leaf))
  // what shows an end that was passed is the end token itself
  const at = fault.kind === 'lateStop' ? position - 1 : position
  if (leaves[at] === undefined) {
    throw new WitanError('INPUT_INVALID', `There is no leaf ${at} among ${leaves.length}.`)
  }
  const { jobId } = signed.receipt
  return {
    version: 1,
    kind: fault.kind,
    receipt: signed,
    other: [],
    quote: [],
    seed: raceSeedOf({ chainId, escrow, jobId, taskId }, salt),
    leaves: [openLeaf(leaves, leafKeyOf(salt, taskId), at)],
    probe: [],
  }
}
