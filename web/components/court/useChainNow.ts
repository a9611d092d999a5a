'use client'

import { useEffect, useState } from 'react'
import { useBlockTime } from '@/lib/useBlockTime.ts'

/**
 * Returns the least that the contracts' clock can show now, Unix seconds, moving while the page is open: the newest
 * block's time, or the reader's own once it has passed that.
 */
export function useChainNow(): number | undefined {
  const blockTime = useBlockTime()
  const [wallTime, setWallTime] = useState<number>()
  useEffect(() => {
    const tick = () => setWallTime(Math.floor(Date.now() / 1000))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [])
  if (blockTime === undefined || wallTime === undefined) return blockTime
  return Math.max(blockTime, wallTime)
}
