/** Transactions sent from this browser. They lie in its storage, so they outlive a reload and show in every tab. */

import type { Hex } from '#protocol/bytes.ts'
import type { Address } from '#protocol/ids.ts'

export type ActivityStatus =
  | 'pending'
  | 'confirmed'
  /** Included, and the contract refused. */
  | 'failed'
  /** Another transaction of the same nonce did the same with a higher fee. */
  | 'replaced'
  /** Another transaction of the same nonce did something else. */
  | 'cancelled'
  /** The chain doesn't know it any more, as after a devnet was started anew. */
  | 'lost'

export type Activity = {
  readonly hash: Hex
  /** What the user did, in words. */
  readonly label: string
  readonly from: Address
  readonly nonce: number
  /** The call, to know it again in another transaction. */
  readonly to: Hex
  readonly data: Hex
  /** Newest block before it was sent. */
  readonly fromBlock: number
  /** Unix seconds. */
  readonly sentAt: number
  readonly status: ActivityStatus
  /** Block that includes it or what took its place. */
  readonly blockNumber?: number
  /** The transaction that took its place. */
  readonly replacedBy?: Hex
}

const STORAGE_KEY = 'witan.activity'
const KEEP = 50
const NONE: readonly Activity[] = []

const listeners = new Set<() => void>()
let text: string | null | undefined
let entries = NONE

/** Returns what was sent, newest first; the same array until something changes. */
export function listActivity(): readonly Activity[] {
  const stored = localStorage.getItem(STORAGE_KEY)
  if (stored !== text) {
    text = stored
    entries = parse(stored)
  }
  return entries
}

/** Adds a transaction, or replaces what is known of it. */
export function recordActivity(activity: Activity): void {
  const others = listActivity().filter(({ hash }) => hash !== activity.hash)
  save([activity, ...others].sort((a, b) => b.sentAt - a.sentAt).slice(0, KEEP))
}

/** Forgets everything that is decided. */
export function clearActivity(): void {
  save(listActivity().filter(({ status }) => status === 'pending'))
}

/** Calls `listener` on every change, here or in another tab. Returns how to stop. */
export function subscribeActivity(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function save(next: readonly Activity[]): void {
  localStorage.setItem(STORAGE_KEY, JSON.stringify(next))
  for (const listener of listeners) listener()
}

function parse(stored: string | null): readonly Activity[] {
  try {
    const value: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(value) ? (value as readonly Activity[]) : NONE
  } catch {
    return NONE
  }
}
