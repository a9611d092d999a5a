'use client'

import { listNodes } from '#chain/listNodes.ts'
import { EventTable } from '@/components/audit/EventTable.tsx'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { formatCount, formatMoney } from '@/lib/format.ts'
import type { MarketFeedState } from '@/lib/market/marketFeed.ts'
import { useMarketFeed } from '@/lib/market/useMarketFeed.ts'
import { useBlock } from '@/lib/useBlock.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'

const LAST = 10

export function MarketFigures() {
  const feed = useMarketFeed()
  if (feed.blocks === undefined) {
    if (feed.status !== 'failed') return <Loading what="the market" lines={6} />
    return <Unreachable error={feed.error} />
  }
  return (
    <div className="space-y-8">
      <Figures feed={feed} />
      <Card
        title="What happened last"
        note={`as of block ${formatCount(feed.blocks.to)}`}
        action={
          <ButtonLink kind="quiet" size="small" href="/audit/" className="-mx-2.5">
            All events
          </ButtonLink>
        }
      >
        {feed.events.length === 0 ? (
          <EmptyState title="Nothing has happened yet">
            Jobs, payments and stakes show up here. To see some, run <code>npm run demo</code>.
          </EmptyState>
        ) : (
          <EventTable caption="The last events" events={feed.events.slice(0, LAST)} />
        )}
      </Card>
    </div>
  )
}

function Figures({ feed }: { readonly feed: MarketFeedState }) {
  const { number } = useBlock()
  const { data: nodes } = useChainQuery(['nodes'], listNodes)
  const asOf = `as of block ${formatCount(feed.blocks?.to)}`
  const stake = nodes?.reduce((sum, node) => sum + node.stake, 0n)
  // Counts of events are final only when the reading has come to the deployment.
  const partial =
    feed.blocksLeft > 0n ? `, ${formatCount(feed.blocksLeft)} blocks left to read` : ''
  return (
    <section aria-label="The market now" className="rounded-lg border border-line bg-surface p-5">
      <StatRow>
        <Stat
          label="Jobs funded"
          value={formatCount(countOf(feed, 'JobFunded'))}
          note={asOf + partial}
        />
        <Stat label="Paid to nodes" value={formatMoney(paidIn(feed))} note={asOf + partial} />
        <Stat
          label="Active nodes"
          value={nodes && formatCount(nodes.filter(({ active }) => active).length)}
          note={`as of block ${formatCount(number)}`}
        />
        <Stat
          label="At stake"
          value={stake !== undefined && formatMoney(stake)}
          note={`as of block ${formatCount(number)}`}
        />
        <Stat label="Slashed" value={formatCount(countOf(feed, 'Slashed'))} note={asOf + partial} />
      </StatRow>
    </section>
  )
}

function Unreachable({ error }: { readonly error: unknown }) {
  return (
    <div className="space-y-3">
      <ErrorBox error={error} title="The market cannot be read." />
      <p className="text-muted text-sm leading-relaxed">
        To start a market on this machine with a chain, nodes and this page:{' '}
        <code>npm run dev</code>. This page goes on by itself once the chain answers.
      </p>
    </div>
  )
}

function countOf({ events }: MarketFeedState, wanted: string): number {
  return events.filter(({ name }) => name === wanted).length
}

function paidIn({ events }: MarketFeedState): bigint {
  return events.reduce(
    (sum, { name, args }) => (name === 'Settled' ? sum + BigInt(args.net) : sum),
    0n,
  )
}
