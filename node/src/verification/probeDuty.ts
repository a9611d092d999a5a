/** What a verifier was bound to, recomputed as VerifierBench does: which probes it committed to, and whom it had to check. */

import { concatBytes, fromHex, type Hex, toHex, utf8 } from '#protocol/bytes.ts'
import { keccak256, keccak256Hex } from '#protocol/hash.ts'
import type { Address } from '#protocol/ids.ts'

/** A probe as it was committed to, before anybody could know which node it would go to. */
export type CommittedProbe = {
  /** Its number in the batch. */
  readonly index: number
  /** Of the job that carried the probe. */
  readonly sessionKey: Address
  readonly promptHash: Hex
  /** Sixteen bytes. */
  readonly salt: Hex
  /** Siblings up to the batch's root. */
  readonly path: readonly Hex[]
}

/** Longest path: a batch has at most sixteen probes. */
const MAX_PATH = 4

/** Returns the leaf of a probe in its batch's tree. */
export function probeLeafOf(probe: Omit<CommittedProbe, 'path'>): Hex {
  return keccak256Hex(
    Uint8Array.of(0, probe.index),
    fromHex(probe.sessionKey, 20),
    fromHex(probe.promptHash, 32),
    fromHex(probe.salt, 16),
  )
}

/** Returns whether a probe is one of those that a batch's root commits to. */
export function isInProbeRoot(root: Hex, probe: CommittedProbe): boolean {
  if (probe.path.length > MAX_PATH) return false
  const top = probe.path.reduce<Hex>((node, sibling) => {
    const [low, high] = node < sibling ? [node, sibling] : [sibling, node]
    return keccak256Hex(fromHex(low, 32), fromHex(high, 32))
  }, probeLeafOf(probe))
  return top === root
}

/**
 * Returns the node that a duty fell on.
 *
 * @param draw - The secret that the verifier had committed to, the beacon's value, and how many nodes there were.
 * @param index - Number of the duty in its batch.
 */
export function drawDuty(
  draw: { readonly secret: Hex; readonly randomness: Hex; readonly nodes: number },
  index: number,
): number {
  const number = concatBytes(new Uint8Array(31), Uint8Array.of(index))
  const drawn = keccak256(fromHex(draw.secret, 32), fromHex(draw.randomness, 32), number)
  return 1 + Number(BigInt(toHex(drawn)) % BigInt(draw.nodes))
}

/**
 * Returns what draws the positions that a verifier looks at in the answers of its probes (drawPositions). The beacon is
 * known before a probe is bought, the secret is not: no node can tell the positions while it answers, the verifier
 * could not choose them, and everybody can draw them again once the secret is given.
 */
export function probeDrawOf({ secret, randomness }: { secret: Hex; randomness: Hex }): Hex {
  return keccak256Hex(utf8('probe positions/1'), fromHex(secret, 32), fromHex(randomness, 32))
}
