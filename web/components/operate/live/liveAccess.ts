/** Where the tab remembers which node it watches: gone with the tab, never in another. */

import type { LiveAccess } from './liveClient.ts'

const STORAGE_KEY = 'witan.live'

/** Returns what this tab was given; undefined where it was given nothing. */
export function loadAccess(): LiveAccess | undefined {
  try {
    const { url, token } = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '{}') as LiveAccess
    return typeof url === 'string' && typeof token === 'string' ? { url, token } : undefined
  } catch {
    return undefined
  }
}

/** Remembers it, or forgets it when there is none. */
export function saveAccess(access: LiveAccess | undefined): void {
  if (access) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(access))
  else sessionStorage.removeItem(STORAGE_KEY)
}
