'use client'

/** Reads out how a job goes, politely and in whole sentences, however fast tokens come. */

import { useEffect, useRef, useState } from 'react'
import { formatMoney } from '@/lib/format.ts'
import { currentStep } from './jobSteps.ts'
import type { JobView } from './jobView.ts'

/** Least time between two announcements (ms). */
const PAUSE_MS = 1_200

const STEP_WORDS = {
  plan: 'Planning.',
  route: 'Asking nodes for quotes.',
  fund: 'Waiting for the signature and the transaction.',
  seal: 'Sealing the request.',
  stream: 'The answer is coming.',
  verify: 'Checking the receipt.',
  merge: 'Putting the answer together.',
  settle: 'Settling.',
} as const

export function LiveWords({ view }: { readonly view: JobView }) {
  const words = wordsOf(view)
  const [said, setSaid] = useState('')
  const lastAt = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, lastAt.current + PAUSE_MS - performance.now())
    const timer = setTimeout(() => {
      lastAt.current = performance.now()
      setSaid(words)
    }, wait)
    return () => clearTimeout(timer)
  }, [words])
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}

function wordsOf(view: JobView): string {
  if (view.failed && !view.merged) return `The job failed. ${view.failed.message}`
  if (view.settled) return `Settled for ${formatMoney(view.settled.paid + view.settled.fee)}.`
  if (view.merged) return `Answer: ${view.merged.answer}`
  if (view.stopping) return 'Stopping.'
  const rerouted = view.tasks.some(({ reroutes }) => reroutes.length > 0)
  const step = currentStep(view)
  const now = step ? STEP_WORDS[step.id] : ''
  return rerouted ? `A node failed; another takes over. ${now}` : now
}
