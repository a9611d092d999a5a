/**
 * One position of a race transcript: which token came and who else ran.
 * u32 position | u32 token | n x (u32 id | u16 gap), 1 <= n <= 16, sorted by gap, then by id; the first gap is 0.
 */

import { concatBytes, fromHex, u32, utf8 } from './bytes.ts'
import { WitanError } from './errors.ts'
import { keccak256 } from './hash.ts'
import type { TaskId } from './ids.ts'
import { type Candidate, MAX_CANDIDATES, MAX_GAP } from './race.ts'

/** An output token and the candidates that ran for its place. */
export type RacedToken = {
  readonly token: number
  readonly candidates: readonly Candidate[]
}

export type RaceLeaf = RacedToken & {
  /** Number of the output token, from 0. */
  readonly position: number
}

/** Bytes of a leaf before its candidates, and of each candidate. */
const HEADER_BYTES = 8
const CANDIDATE_BYTES = 6
const LEAF_TAG = Uint8Array.of(0)
/** Bytes of the salt that hides a leaf. */
export const LEAF_SALT_BYTES = 16

/** Returns the bytes of a leaf. */
export function encodeRaceLeaf({ position, token, candidates }: RaceLeaf): Uint8Array {
  const out = new Uint8Array(HEADER_BYTES + CANDIDATE_BYTES * candidates.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, position)
  view.setUint32(4, token)
  for (const [i, { id, gap }] of candidates.entries()) {
    view.setUint32(HEADER_BYTES + CANDIDATE_BYTES * i, id)
    view.setUint16(HEADER_BYTES + CANDIDATE_BYTES * i + 4, gap)
  }
  return out
}

/** Returns the leaf in bytes, well-formed or not. @throws {WitanError} INPUT_INVALID when the length fits no leaf. */
export function decodeRaceLeaf(bytes: Uint8Array): RaceLeaf {
  const count = (bytes.length - HEADER_BYTES) / CANDIDATE_BYTES
  if (!Number.isInteger(count) || count < 1 || count > MAX_CANDIDATES) {
    throw new WitanError('INPUT_INVALID', `No leaf has ${bytes.length} bytes.`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    position: view.getUint32(0),
    token: view.getUint32(4),
    candidates: Array.from({ length: count }, (_, i) => ({
      id: view.getUint32(HEADER_BYTES + CANDIDATE_BYTES * i),
      gap: view.getUint16(HEADER_BYTES + CANDIDATE_BYTES * i + 4),
    })),
  }
}

/** Returns what is wrong with the form of a leaf; undefined when nothing is. */
export function faultOfLeaf({ token, candidates }: RaceLeaf): LeafFault | undefined {
  if (candidates.length < 1 || candidates.length > MAX_CANDIDATES) return 'count'
  if (candidates[0]!.gap !== 0) return 'first'
  const ids = new Set(candidates.map(({ id }) => id))
  if (ids.size !== candidates.length) return 'repeated'
  const isOrdered = candidates.every(({ id, gap }, i) => {
    const before = candidates[i - 1]
    if (gap > MAX_GAP) return false
    return before === undefined || gap > before.gap || (gap === before.gap && id > before.id)
  })
  if (!isOrdered) return 'order'
  return ids.has(token) ? undefined : 'token'
}

export type LeafFault = 'count' | 'first' | 'repeated' | 'order' | 'token'

/** Returns the key that a task's leaf salts derive from; whoever has it can open all leaves. */
export function leafKeyOf(raceSalt: Uint8Array, taskId: TaskId): Uint8Array {
  return keccak256(utf8('leaf/1'), raceSalt, fromHex(taskId, 32))
}

/** Returns the salt of one position, so that opening one leaf gives nothing away of the others. */
export function leafSaltOf(leafKey: Uint8Array, position: number): Uint8Array {
  return keccak256(leafKey, u32(position)).slice(0, LEAF_SALT_BYTES)
}

/** Returns the hash of a leaf's bytes under its salt. */
export function leafHashOf(salt: Uint8Array, leaf: Uint8Array): Uint8Array {
  return keccak256(concatBytes(LEAF_TAG, salt, leaf))
}
