/** How this browser's user spends and what it keeps. They lie in its storage and hold in every tab. */

import { parseDollars } from '#protocol/units.ts'
import type { SpendCaps } from './spendCaps.ts'

export type RequesterSettings = {
  readonly caps: SpendCaps
  /** Most that may be locked for the next request, as typed. */
  readonly budget: string
  /** Whether prompts and answers stay in this browser after the page is left. */
  readonly keepAnswers: boolean
  /** Whether the wallet is asked to take the rest back right after each answer. */
  readonly reclaimAtOnce: boolean
}

export const DEFAULT_SETTINGS: RequesterSettings = {
  caps: { perRequest: 1_000_000n, perDay: 5_000_000n },
  budget: '0.05',
  keepAnswers: false,
  reclaimAtOnce: false,
}

const STORAGE_KEY = 'witan.requester'

const listeners = new Set<() => void>()
let text: string | null | undefined
let settings = DEFAULT_SETTINGS

/** Returns the settings; the same object until something changes. */
export function readSettings(): RequesterSettings {
  const stored = localStorage.getItem(STORAGE_KEY)
  if (stored !== text) {
    text = stored
    settings = decodeSettings(stored)
  }
  return settings
}

/** Changes some of the settings. */
export function changeSettings(change: Partial<RequesterSettings>): void {
  localStorage.setItem(STORAGE_KEY, encodeSettings({ ...readSettings(), ...change }))
  for (const listener of listeners) listener()
}

/** Calls `listener` on every change, here or in another tab. Returns how to stop. */
export function subscribeSettings(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** Returns the settings as text. */
export function encodeSettings(value: RequesterSettings): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}` : part))
}

/** Returns the settings in a text; what is missing or malformed is the default. */
export function decodeSettings(stored: string | null): RequesterSettings {
  try {
    const { caps, budget, keepAnswers, reclaimAtOnce } = JSON.parse(stored ?? '{}')
    return {
      caps: caps ? capsOf(caps) : DEFAULT_SETTINGS.caps,
      budget: isDollars(budget) ? budget : DEFAULT_SETTINGS.budget,
      keepAnswers: keepAnswers === true,
      reclaimAtOnce: reclaimAtOnce === true,
    }
  } catch {
    return DEFAULT_SETTINGS
  }
}

function capsOf(caps: Record<string, unknown>): SpendCaps {
  const amount = (value: unknown) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? BigInt(value) : undefined
  return {
    perRequest: amount(caps['perRequest']),
    perSession: amount(caps['perSession']),
    perDay: amount(caps['perDay']),
  }
}

function isDollars(value: unknown): value is string {
  try {
    parseDollars(String(value))
    return typeof value === 'string'
  } catch {
    return false
  }
}
