'use client'

/** The playground: requests and answers of this page, newest at the bottom, and the composer. */

import { useEffect, useRef, useState } from 'react'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { openClient, warmUp } from '@/lib/browserClient.ts'
import { Composer } from './Composer.tsx'
import { Exchange, isActive } from './Exchange.tsx'
import { useRunningJobs } from './hooks.ts'

const EXAMPLES = [
  'What is 482 + 39?',
  'What is 12 * 7, and set a timer for 10 minutes',
  'Remind me to call Ana at 9:30',
]

export function Chat() {
  const jobs = useRunningJobs()
  const [prompt, setPrompt] = useState('')
  const running = jobs.find(({ view }) => isActive(view))
  const end = useRef<HTMLDivElement>(null)
  useWarmUp()
  useEscape(running?.stop)
  const count = jobs.length
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  return (
    <div className="space-y-5">
      {jobs.map((job, i) => (
        <Exchange
          key={job.id}
          job={job}
          latest={i === jobs.length - 1}
          onAgain={() => setPrompt(job.prompt)}
        />
      ))}
      <div ref={end} />
      <Composer
        prompt={prompt}
        setPrompt={setPrompt}
        busy={running !== undefined}
        onFocus={warmUp}
      />
      {jobs.length === 0 && (
        <EmptyState title="Nothing asked yet">
          Small experts answer small things well. Try one of these:
          <span className="mt-3 flex flex-wrap justify-center gap-2">
            {EXAMPLES.map((example) => (
              <button
                key={example}
                type="button"
                onClick={() => setPrompt(example)}
                className="min-h-8 rounded-full border border-edge/60 px-3 text-ink text-sm hover:bg-sunken"
              >
                {example}
              </button>
            ))}
          </span>
        </EmptyState>
      )}
    </div>
  )
}

/** Loads what sending needs once the page shows, so that the first answer comes soon. Nothing is signed by it. */
function useWarmUp(): void {
  const wallet = useWallet()
  useEffect(warmUp, [])
  useEffect(() => {
    // A failure shows when a job is sent.
    if (wallet.status === 'ready') void openClient(wallet).catch(() => undefined)
  }, [wallet])
}

/** Stops the running job by Escape, unless a dialog is open that Escape closes. */
function useEscape(stop: (() => void) | undefined): void {
  useEffect(() => {
    if (!stop) return
    const listener = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('[role="dialog"]')) return
      stop()
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [stop])
}
