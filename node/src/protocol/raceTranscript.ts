/**
 * The commitment to an answer: a Merkle tree over the leaves of its races, whose root stands in the receipt.
 * leaf = keccak256(0x00 | salt | leaf bytes), node = keccak256(0x01 | left | right), filled up to a power of two
 * with keccak256(0x02); no leaves at all have 32 zero bytes for a root.
 */

import { concatBytes, equalBytes, fromHex, type Hex, toHex } from './bytes.ts'
import { WitanError } from './errors.ts'
import { keccak256 } from './hash.ts'
import { leafHashOf } from './raceLeaf.ts'

const NODE_TAG = Uint8Array.of(1)
const PADDING = keccak256(Uint8Array.of(2))

/** A transcript that grows with the output, so that its root costs almost nothing at the end. */
export type RaceTranscript = {
  /** Adds the hash of the next leaf. */
  readonly push: (leafHash: Uint8Array) => void
  /** Returns the root over the leaves so far. */
  readonly root: () => Hex
}

/** One leaf, and all that is needed to see that it belongs to a root. */
export type LeafOpening = {
  readonly leaf: Uint8Array
  readonly salt: Uint8Array
  /** Siblings from the leaf up to the root. */
  readonly path: readonly Hex[]
}

type Peak = { readonly node: Uint8Array; readonly height: number }

/** Returns an empty transcript. */
export function createRaceTranscript(): RaceTranscript {
  // roots of full subtrees from left to right; their sizes are the bits of the number of leaves
  const peaks: Peak[] = []
  return {
    push(leafHash) {
      let top: Peak = { node: leafHash, height: 0 }
      while (peaks.at(-1)?.height === top.height) {
        top = { node: join(peaks.pop()!.node, top.node), height: top.height + 1 }
      }
      peaks.push(top)
    },
    root() {
      let top: Peak | undefined = peaks.at(-1)
      if (top === undefined) return toHex(new Uint8Array(32))
      for (const left of peaks.slice(0, -1).reverse()) {
        let right: Uint8Array = top.node
        for (let at = top.height; at < left.height; at++) right = join(right, paddingOf(at))
        top = { node: join(left.node, right), height: left.height + 1 }
      }
      return toHex(top.node)
    },
  }
}

/** Returns the root over leaf hashes in order; 32 zero bytes for none. */
export function raceRootOf(leafHashes: readonly Uint8Array[]): Hex {
  const transcript = createRaceTranscript()
  for (const hash of leafHashes) transcript.push(hash)
  return transcript.root()
}

/**
 * Returns the siblings of a position from the leaf up.
 *
 * @throws {WitanError} INPUT_INVALID when there is no such position.
 */
export function racePathOf(leafHashes: readonly Uint8Array[], position: number): Hex[] {
  if (leafHashes[position] === undefined) {
    throw new WitanError('INPUT_INVALID', `There is no leaf ${position} of ${leafHashes.length}.`)
  }
  const path: Hex[] = []
  let level: readonly Uint8Array[] = leafHashes
  for (let at = position, height = 0; level.length > 1; at >>= 1, height++) {
    const sibling = (i: number) => level[i] ?? paddingOf(height)
    path.push(toHex(sibling(at ^ 1)))
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) =>
      join(level[2 * i]!, sibling(2 * i + 1)),
    )
  }
  return path
}

/** Returns how many siblings a path has in a tree of `count` leaves. */
export function racePathLength(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1)
}

/** Returns whether an opened leaf is the one at a position of a root over `count` leaves. */
export function isInRaceRoot(
  root: Hex,
  count: number,
  position: number,
  { leaf, salt, path }: LeafOpening,
): boolean {
  if (position < 0 || position >= count || path.length !== racePathLength(count)) return false
  let node = leafHashOf(salt, leaf)
  for (const [height, sibling] of path.entries()) {
    const other = fromHex(sibling, 32)
    node = (position >>> height) & 1 ? join(other, node) : join(node, other)
  }
  return equalBytes(node, fromHex(root, 32))
}

/** Roots of subtrees that are all padding, by height. */
const paddings: Uint8Array[] = [PADDING]

function paddingOf(height: number): Uint8Array {
  for (let next = paddings.length; next <= height; next++) {
    paddings.push(join(paddings[next - 1]!, paddings[next - 1]!))
  }
  return paddings[height]!
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  return keccak256(concatBytes(NODE_TAG, left, right))
}
