/**
 * The commitment to what was generated: a Merkle tree whose leaves bind task, position and token, so
 * that the number of output tokens that a receipt bills is one the payer can recount.
 * leaf = keccak256(0x00 | taskId | u32 position | u32 token); node = keccak256(0x01 | left | right); an odd node is promoted.
 */

import { fromHex, type Hex, toHex, u32 } from './bytes.ts'
import { keccak256 } from './hash.ts'
import type { TaskId } from './ids.ts'

const LEAF = new Uint8Array([0])
const NODE = new Uint8Array([1])

/** A transcript that grows with the output, so that its root costs almost nothing at the end. */
export type Transcript = {
  readonly push: (token: number) => void
  /** Returns the root over the tokens so far; 32 zero bytes for none. */
  readonly root: () => Hex
}

/** Returns an empty transcript of a task. */
export function createTranscript(taskId: TaskId): Transcript {
  const id = fromHex(taskId, 32)
  // roots of full subtrees from left to right; their sizes are the bits of the number of tokens
  const peaks: Uint8Array[] = []
  let count = 0
  return {
    push(token) {
      let node = keccak256(LEAF, id, u32(count), u32(token))
      for (let size = count; size % 2 === 1; size = (size - 1) / 2) node = join(peaks.pop()!, node)
      peaks.push(node)
      count += 1
    },
    root() {
      const last = peaks.at(-1)
      if (last === undefined) return toHex(new Uint8Array(32))
      return toHex(peaks.slice(0, -1).reduceRight((right, left) => join(left, right), last))
    },
  }
}

/** Returns the root over the token ids in order; 32 zero bytes for none. */
export function transcriptRoot(taskId: TaskId, tokens: readonly number[]): Hex {
  const transcript = createTranscript(taskId)
  for (const token of tokens) transcript.push(token)
  return transcript.root()
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  return keccak256(NODE, left, right)
}
