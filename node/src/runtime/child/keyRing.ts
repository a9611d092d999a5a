import type { Hex } from '#protocol/bytes.ts'
import { CLOCK_SKEW_SECONDS, MAX_TASK_SECONDS, QUOTE_TTL_SECONDS } from '#protocol/limits.ts'
import {
  createSealingKeyPair,
  type SealingKeyPair,
  wipeSealingKeyPair,
} from '#sealing/sealingKeyPair.ts'

/** The node's sealing keys: in this process's memory and nowhere else. */
export type KeyRing = {
  /** Returns the public key that new quotes name. */
  readonly current: () => Hex
  /** Returns the pair of a public key, while it is valid. */
  readonly find: (publicKey: Hex) => SealingKeyPair | undefined
  /** Makes a new current key and returns its public half. */
  readonly rotate: () => Hex
  /** Overwrites all keys. */
  readonly wipe: () => void
}

/** How long a replaced key still opens (seconds): the last quote that names it, and the longest task under that quote. */
const GRACE_SECONDS = QUOTE_TTL_SECONDS + MAX_TASK_SECONDS + CLOCK_SKEW_SECONDS

/** Most keys at once: rotating faster than this shortens the grace. */
const MAX_KEYS = 4

/** Returns a key ring with one fresh key. @param now - Clock, Unix seconds. */
export function createKeyRing(now: () => number): KeyRing {
  let keys: { pair: SealingKeyPair; validUntil: number }[] = []

  function drop(isStale: (key: { validUntil: number }, position: number) => boolean): void {
    for (const [i, key] of keys.entries()) if (isStale(key, i)) wipeSealingKeyPair(key.pair)
    keys = keys.filter((key, i) => !isStale(key, i))
  }

  function rotate(): Hex {
    const pair = createSealingKeyPair()
    for (const key of keys) key.validUntil = Math.min(key.validUntil, now() + GRACE_SECONDS)
    keys.unshift({ pair, validUntil: Number.POSITIVE_INFINITY })
    drop((key, i) => i >= MAX_KEYS || key.validUntil < now())
    return pair.publicKey
  }

  function find(publicKey: Hex): SealingKeyPair | undefined {
    drop((key) => key.validUntil < now())
    return keys.find(({ pair }) => pair.publicKey === publicKey)?.pair
  }

  rotate()
  return { current: () => keys[0]!.pair.publicKey, find, rotate, wipe: () => drop(() => true) }
}
