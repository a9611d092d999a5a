'use client'

import { useSyncExternalStore } from 'react'
import { type Activity, listActivity, subscribeActivity } from './activityStore.ts'

const NONE: readonly Activity[] = []

/** Returns the transactions of this browser, newest first. */
export function useActivity(): readonly Activity[] {
  return useSyncExternalStore(subscribeActivity, listActivity, () => NONE)
}
