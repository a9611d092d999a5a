/** What a batch of probes commits to: a prompt for every role, and a tree over the probes. */

import { concatBytes, fromHex, type Hex, utf8 } from '#protocol/bytes.ts'
import { keccak256, keccak256Hex } from '#protocol/hash.ts'
import { ROLES, type Role } from '#protocol/role.ts'

/**
 * Returns the hash that a probe commits to: over one hash for every role, in the order of their numbers, with 32 zero
 * bytes for a role without a prompt. So a probe fits whomever it is drawn for, and nothing can be chosen afterwards.
 */
export function promptHashOf(prompts: Readonly<Partial<Record<Role, string>>>): Hex {
  const hashes = ROLES.map((role) => {
    const prompt = prompts[role]
    return prompt === undefined ? new Uint8Array(32) : keccak256(utf8(prompt))
  })
  return keccak256Hex(concatBytes(...hashes))
}

/** Returns the root over leaves: pairs are sorted, and one that is left over moves up. */
export function probeRootOf(leaves: readonly Hex[]): Hex {
  let level = leaves
  while (level.length > 1) level = levelAbove(level)
  return level[0]!
}

/** Returns the siblings of a leaf up to the root. */
export function probePathOf(leaves: readonly Hex[], index: number): Hex[] {
  const path: Hex[] = []
  let [level, at] = [leaves, index]
  while (level.length > 1) {
    const sibling = level[at ^ 1]
    if (sibling !== undefined) path.push(sibling)
    level = levelAbove(level)
    at >>= 1
  }
  return path
}

function levelAbove(level: readonly Hex[]): Hex[] {
  return Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
    const [first, second] = [level[2 * i]!, level[2 * i + 1]]
    if (second === undefined) return first
    const [low, high] = first < second ? [first, second] : [second, first]
    return keccak256Hex(fromHex(low, 32), fromHex(high, 32))
  })
}
