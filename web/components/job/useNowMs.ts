'use client'

import { useEffect, useState } from 'react'

/** Returns the page's clock (ms, as performance.now), moving while something runs. */
export function useNowMs(running: boolean, everyMs = 250): number | undefined {
  const [now, setNow] = useState<number>()
  useEffect(() => {
    if (!running) return
    setNow(performance.now())
    const timer = setInterval(() => setNow(performance.now()), everyMs)
    return () => clearInterval(timer)
  }, [running, everyMs])
  return running ? now : undefined
}
