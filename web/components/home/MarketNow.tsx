'use client'

import dynamic from 'next/dynamic'
import { Loading } from '@/components/ui/Loading.tsx'
import { whenIdle } from '@/lib/whenIdle.ts'

/** Reading the chain's events takes viem, which the page doesn't need to show. */
const MarketFigures = dynamic(
  async () => {
    await whenIdle()
    return (await import('./MarketFigures.tsx')).MarketFigures
  },
  { ssr: false, loading: () => <Loading what="the market" lines={6} /> },
)

/** The market in figures, and what happened last. */
export function MarketNow() {
  return <MarketFigures />
}
