/**
 * The commitment to what was generated: a Merkle tree whose leaves bind task, position and token, so
 * that the number of output tokens that a receipt bills is one the payer can recount.
 * leaf = keccak256(0x00 | taskId | u32 position | u32 token); node = keccak256(0x01 | left | right); an odd node is promoted.
 */

import { concatBytes, fromHex, type Hex, toHex, u32 } from './bytes.ts'
import { keccak256 } from './hash.ts'
import type { TaskId } from './ids.ts'

const LEAF = new Uint8Array([0])
const NODE = new Uint8Array([1])

/** Returns the root over the token ids in order; 32 zero bytes for none. */
export function transcriptRoot(taskId: TaskId, tokens: readonly number[]): Hex {
  const id = fromHex(taskId, 32)
  let level = tokens.map((token, position) => keccak256(LEAF, id, u32(position), u32(token)))
  if (level.length === 0) return toHex(new Uint8Array(32))
  while (level.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i < level.length; i += 2) {
      const right = level[i + 1]
      above.push(right ? keccak256(NODE, concatBytes(level[i]!, right)) : level[i]!)
    }
    level = above
  }
  return toHex(level[0]!)
}
