'use client'

import { useMemo } from 'react'
import type { MarketEvent } from '#chain/marketEvents.ts'
import type { MarketFeedState } from '@/lib/market/marketFeed.ts'
import { useMarketFeed } from '@/lib/market/useMarketFeed.ts'

/** The market's events in the order of the chain, and whether they are all here. */
export type History = {
  readonly feed: MarketFeedState
  /** Oldest first. */
  readonly events: readonly MarketEvent[]
  /** Whether every event since the deployment was read. */
  readonly complete: boolean
}

/** Returns what has been read of the market's history. */
export function useHistory(): History {
  const feed = useMarketFeed()
  const events = useMemo(() => feed.events.toReversed(), [feed.events])
  return { feed, events, complete: feed.blocks !== undefined && feed.blocksLeft === 0n }
}
