import { concatBytes, fromHex, type Hex, u32, utf8 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'

/** Most positions that one look at an answer compares: each costs a pass over the vocabulary, and more tell hardly more. */
export const CHECKED_POSITIONS = 128

/**
 * Returns which positions of an output are looked at. They follow from a beacon that nobody knew when the root was
 * signed, so a node cannot do its work only where it is looked at; of a short output all are.
 *
 * @param beacon - 32 bytes.
 * @param transcriptRoot - Of the receipt.
 * @param outputTokens - Of the receipt.
 * @param count - Most positions.
 * @returns Ascending, each once.
 */
export function drawPositions(
  beacon: Hex,
  transcriptRoot: Hex,
  outputTokens: number,
  count: number,
): number[] {
  const positions = Array.from({ length: outputTokens }, (_, position) => position)
  if (count >= outputTokens) return positions
  const seed = concatBytes(utf8('positions/1'), fromHex(beacon, 32), fromHex(transcriptRoot, 32))
  // the first places of a shuffle
  for (let place = 0; place < count; place++) {
    const other = place + drawBelow(concatBytes(seed, u32(place)), outputTokens - place)
    ;[positions[place], positions[other]] = [positions[other]!, positions[place]!]
  }
  return positions.slice(0, count).sort((a, b) => a - b)
}

/** The rest of 64 bits over a bound of a few thousand favors no number by more than 1 in 2^50. */
function drawBelow(bytes: Uint8Array, bound: number): number {
  const hash = keccak256(bytes)
  const bits = new DataView(hash.buffer, hash.byteOffset).getBigUint64(0)
  return Number(bits % BigInt(bound))
}
