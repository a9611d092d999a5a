'use client'

import { useCallback, useEffect, useState } from 'react'
import type { LiveReport } from '#telemetry/liveReport.ts'
import { askNode, type LiveAccess, type LiveVerb } from './liveClient.ts'
import { addSample, type Sample } from './samples.ts'

export type Live = {
  /** The last one, also when the node has stopped answering since. */
  readonly report: LiveReport | undefined
  readonly samples: readonly Sample[]
  /** Why the last question failed; undefined while the node answers. */
  readonly error: unknown
  /** Tells the node something; the outcome is in what it says next. */
  readonly tell: (verb: Exclude<LiveVerb, '/live'>) => Promise<void>
}

const EVERY_MS = 1_000

/** Returns what the node says, asked every second while the page is visible. */
export function useLive(access: LiveAccess): Live {
  const [state, setState] = useState<Omit<Live, 'tell'>>({
    report: undefined,
    samples: [],
    error: undefined,
  })
  const ask = useCallback(
    async (verb: LiveVerb, signal?: AbortSignal) => {
      try {
        const report = await askNode(access, verb, signal)
        if (signal?.aborted) return
        setState(({ samples }) => ({
          report,
          samples: addSample(samples, report),
          error: undefined,
        }))
      } catch (error) {
        if (!signal?.aborted) setState((last) => ({ ...last, error }))
      }
    },
    [access],
  )
  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const poll = async () => {
      if (!document.hidden) await ask('/live', stop.signal)
      if (!stop.signal.aborted) timer = setTimeout(poll, EVERY_MS)
    }
    void poll()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [ask])
  return { ...state, tell: ask }
}
