'use client'

import dynamic from 'next/dynamic'
import type { Share } from '@/components/charts/ShareBars.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { formatCount, formatPercent } from '@/lib/format.ts'
import { concentration } from '@/lib/market/concentration.ts'

const loading = () => <Loading what="the chart" />

/** Charts come after the figures: their library stays out of the first load. */
export const MoneyLine = dynamic(
  async () => (await import('@/components/charts/MoneyLine.tsx')).MoneyLine,
  { loading },
)
const ShareBars = dynamic(
  async () => (await import('@/components/charts/ShareBars.tsx')).ShareBars,
  { loading },
)

/** How much of something few operators have, with the formulas. */
export function Concentration({
  title,
  shares,
}: {
  readonly title: string
  /** By owner, largest first. */
  readonly shares: readonly Share[]
}) {
  const held = shares.filter(({ amount }) => amount > 0n)
  const { holders, topFiveShare, nakamoto } = concentration(held.map(({ amount }) => amount))
  return (
    <Card title={title} note="by owner account">
      {holders === 0 ? (
        <EmptyState title="There is nothing to divide yet" />
      ) : (
        <div className="space-y-5">
          <StatRow>
            <Stat
              label="Top-5 share"
              value={formatPercent(topFiveShare)}
              note="sum of the five largest ÷ sum of all"
            />
            <Stat
              label="Nakamoto coefficient"
              value={formatCount(nakamoto)}
              note="fewest operators with more than half"
            />
          </StatRow>
          <ShareBars
            title={title}
            summary={`${formatCount(holders)} ${holders === 1 ? 'operator' : 'operators'}`}
            shares={held}
          />
          <p className="text-muted text-xs leading-relaxed">
            One person can have several accounts, so the true concentration may be higher, never
            lower.
          </p>
        </div>
      )}
    </Card>
  )
}
