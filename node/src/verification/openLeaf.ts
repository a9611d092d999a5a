import { concatBytes, fromHex, toHex } from '#protocol/bytes.ts'
import { decodeRaceLeaf, leafHashOf, leafSaltOf, type RaceLeaf } from '#protocol/raceLeaf.ts'
import { isInRaceRoot, racePathOf } from '#protocol/raceTranscript.ts'
import type { Receipt } from '#protocol/receipt.ts'
import type { OpenedLeaf } from './evidence.ts'

/**
 * Returns one leaf of a transcript as others can check it against the root, and nothing of the other leaves.
 *
 * @param leaves - All leaves of the answer, in order, as bytes.
 * @param leafKey - Derives their salts.
 * @throws {WitanError} INPUT_INVALID when there is no such position.
 */
export function openLeaf(
  leaves: readonly Uint8Array[],
  leafKey: Uint8Array,
  position: number,
): OpenedLeaf {
  const hashes = leaves.map((leaf, i) => leafHashOf(leafSaltOf(leafKey, i), leaf))
  const path = racePathOf(hashes, position)
  return {
    position,
    leaf: leaves[position]!,
    salt: leafSaltOf(leafKey, position),
    path: concatBytes(...path.map((sibling) => fromHex(sibling, 32))),
  }
}

/** Returns the leaf, if it is the one at its position under the receipt's root; undefined otherwise. */
export function readOpenedLeaf(
  { transcriptRoot, outputTokens }: Pick<Receipt, 'transcriptRoot' | 'outputTokens'>,
  { position, leaf, salt, path }: OpenedLeaf,
): RaceLeaf | undefined {
  if (path.length % 32 !== 0) return undefined
  const siblings = Array.from({ length: path.length / 32 }, (_, i) =>
    toHex(path.subarray(32 * i, 32 * (i + 1))),
  )
  const opening = { leaf, salt, path: siblings }
  if (!isInRaceRoot(transcriptRoot, outputTokens, position, opening)) return undefined
  return decodeRaceLeaf(leaf)
}
