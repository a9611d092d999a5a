'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { type Activity, type ActivityStatus, recordActivity } from '@/lib/activity/activityStore.ts'
import { checkActivity } from '@/lib/activity/checkActivity.ts'
import { useActivity } from '@/lib/activity/useActivity.ts'
import { showToast, type Tone } from '@/lib/showToast.ts'

const Toaster = lazy(async () => ({ default: (await import('./ThemedToaster.tsx')).ThemedToaster }))

const CHECK_MS = 1_000

const WORDS = {
  pending: ['busy', 'Sent, waiting for a block'],
  confirmed: ['good', 'Confirmed'],
  failed: ['bad', 'The contract refused it'],
  replaced: ['plain', 'Confirmed with another fee'],
  cancelled: ['plain', 'Cancelled in your wallet'],
  lost: ['bad', 'The chain does not know this transaction'],
} as const satisfies Record<ActivityStatus, readonly [Tone, string]>

/** Asks what became of every pending transaction, and says it. */
export function ActivityWatcher() {
  const pending = useActivity().filter(({ status }) => status === 'pending')
  const [mounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  const key = pending.map(({ hash }) => hash).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list
  useEffect(() => {
    if (pending.length === 0) return
    let stopped = false
    for (const activity of pending) announce(activity)
    const check = async () => {
      for (const activity of pending) {
        // An unreachable chain is no news about a transaction.
        const next = await checkActivity(activity, Date.now() / 1000).catch(() => activity)
        if (stopped || next === activity) continue
        recordActivity(next)
        announce(next)
      }
      if (!stopped) timer = setTimeout(check, CHECK_MS)
    }
    let timer = setTimeout(check, 0)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [key])
  return (
    mounted && (
      <Suspense>
        <Toaster />
      </Suspense>
    )
  )
}

function announce({ hash, label, status, blockNumber }: Activity): void {
  const [tone, title] = WORDS[status]
  const block = blockNumber === undefined ? '' : ` in block ${blockNumber}`
  showToast({ id: hash, tone, title: `${title}${block}`, text: label })
}
