'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useBlock } from '@/lib/useBlock.ts'
import { LIVE } from '@/lib/useChainQuery.ts'

/** Has everything read again that a new block can have changed; after an outage too, so nothing is missed. */
export function BlockWatcher() {
  const queries = useQueryClient()
  const { number, status } = useBlock()
  const seen = useRef<bigint>(undefined)
  const reached = status === 'live'
  useEffect(() => {
    if (number === undefined || !reached) return
    if (seen.current !== undefined) void queries.invalidateQueries({ queryKey: [LIVE] })
    seen.current = number
  }, [number, reached, queries])
  return null
}
