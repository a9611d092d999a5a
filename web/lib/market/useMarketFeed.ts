'use client'

/** The market's events in a component; all pages share one reading. */

import { useEffect, useSyncExternalStore } from 'react'
import { readChain } from '../readChain.ts'
import { useBlock } from '../useBlock.ts'
import { createMarketFeed, type MarketFeedState } from './marketFeed.ts'

const feed = createMarketFeed(async function* (range) {
  const [chain, { readMarketEvents }] = await Promise.all([
    readChain(),
    import('#chain/readMarketEvents.ts'),
  ])
  yield* readMarketEvents(chain, range)
})

/** Returns what has been read so far, and keeps reading with every block. */
export function useMarketFeed(): MarketFeedState {
  const { number, status, error } = useBlock()
  useEffect(() => {
    if (number !== undefined && status === 'live') void feed.advance(number)
  }, [number, status])
  const state = useSyncExternalStore(feed.subscribe, feed.getState, feed.getState)
  if (status !== 'unreachable' || state.blocks !== undefined) return state
  return { ...state, status: 'failed', error }
}
