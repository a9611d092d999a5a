'use client'

import { useMemo } from 'react'
import { useChainQuery } from '../useChainQuery.ts'
import type { MarketFeedState } from './marketFeed.ts'
import { type MarketBooks, replayMarket } from './replayMarket.ts'
import { useMarketFeed } from './useMarketFeed.ts'

/** The fee on this total, in micro-dollars, is the fee in hundredths of a percent. */
const WHOLE = 10_000n

/** Returns the market's books; undefined until every event since the deployment was read. */
export function useMarketBooks(): {
  readonly feed: MarketFeedState
  readonly books: MarketBooks | undefined
  readonly error: unknown
} {
  const feed = useMarketFeed()
  const fee = useChainQuery(
    ['feeBps'],
    async (chain) => (await import('#chain/readFee.ts')).readFee(chain, WHOLE),
    { live: false },
  )
  const { events, blocks, blocksLeft } = feed
  const complete = blocks !== undefined && blocksLeft === 0n
  const books = useMemo(
    () =>
      complete && fee.data !== undefined ? replayMarket(events.toReversed(), fee.data) : undefined,
    [complete, events, fee.data],
  )
  return { feed, books, error: feed.error ?? fee.error ?? undefined }
}
