'use client'

import { useMemo } from 'react'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { FeedProgress } from '@/components/audit/FeedProgress.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { TxLink } from '@/components/ui/HashText.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { formatCount, formatMoney } from '@/lib/format.ts'
import { sumByHolder } from '@/lib/market/concentration.ts'
import { cumulate } from '@/lib/market/cumulate.ts'
import type { MarketFeedState } from '@/lib/market/marketFeed.ts'
import { marketTotals } from '@/lib/market/marketTotals.ts'
import { paymentRecord } from '@/lib/market/paymentRecord.ts'
import type { MarketBooks } from '@/lib/market/replayMarket.ts'
import { useMarketBooks } from '@/lib/market/useMarketBooks.ts'
import { Concentration, MoneyLine } from './StatsCharts.tsx'
import { useNodes } from './useNodes.ts'

/** The market in figures, every one with its formula. */
export function StatsPage() {
  const { feed, books, error } = useMarketBooks()
  return (
    <>
      <PageTitle
        title="Stats"
        lead="Computed by this page from the events of the contracts, since their deployment. The formula stands beside every figure."
        crumb={{ href: '/audit/', title: 'Audit' }}
      />
      {books ? (
        <Figures feed={feed} books={books} />
      ) : feed.status === 'live' && error !== undefined ? (
        <ErrorBox error={error} />
      ) : (
        <FeedProgress feed={feed} />
      )}
    </>
  )
}

function Figures({ feed, books }: { readonly feed: MarketFeedState; readonly books: MarketBooks }) {
  const nodes = useNodes()
  const { payments } = books
  const owners = new Map(nodes.data?.map(({ nodeId, owner }) => [nodeId as number, owner]))
  const stakes = sumByHolder(nodes.data?.map(({ owner, stake }) => [owner, stake] as const) ?? [])
  const earnings = sumByHolder(
    payments.map(({ nodeId, net }) => [owners.get(nodeId) ?? `node ${nodeId}`, net] as const),
  )
  return (
    <div className="space-y-6">
      <MarketCard blocks={feed.blocks} books={books} nodes={nodes.data} />
      <Card title="Volume over time">
        {payments.length === 0 ? (
          <EmptyState title="Nothing was settled yet" />
        ) : (
          <MoneyLine
            title="Volume in all"
            points={cumulate(payments.map(({ timestamp: at, gross: amount }) => ({ at, amount })))}
          />
        )}
      </Card>
      {nodes.error && !nodes.data && <ErrorBox error={nodes.error} retry={nodes.refetch} />}
      <div className="grid gap-6 lg:grid-cols-2">
        <Concentration title="Concentration of stake" shares={stakes} />
        <Concentration title="Concentration of earnings" shares={earnings} />
      </div>
    </div>
  )
}

function MarketCard({
  blocks,
  books,
  nodes,
}: {
  readonly blocks: MarketFeedState['blocks']
  readonly books: MarketBooks
  readonly nodes: readonly OnChainNode[] | undefined
}) {
  const totals = useMemo(() => marketTotals(books), [books])
  const records = useMemo(() => books.payments.map(paymentRecord), [books])
  const active = nodes?.filter((node) => node.active).length
  return (
    <Card
      title="Market"
      note={blocks && `as of block ${formatCount(blocks.to)}`}
      action={blocks && <DownloadButtons name="payments" records={records} blocks={blocks} />}
    >
      <div className="space-y-5">
        <StatRow>
          <Stat label="Jobs" value={formatCount(totals.jobs)} note="JobFunded events" />
          <Stat
            label="Open jobs"
            value={formatCount(totals.openJobs)}
            note="funded, not released"
          />
          <Stat
            label="Requesters"
            value={formatCount(totals.requesters)}
            note="distinct accounts that funded"
          />
          <Stat
            label="Nodes"
            value={nodes && formatCount(nodes.length)}
            note={nodes && `${formatCount(active)} active`}
          />
        </StatRow>
        <StatRow>
          <Stat label="Volume" value={formatMoney(totals.volume)} note="claimed, fee included" />
          <Stat label="Fees" value={formatMoney(totals.fees)} note="of the volume, rounded down" />
          <Stat label="Refunded" value={formatMoney(totals.refunded)} note="JobReleased refunds" />
          <Stat label="Locked now" value={formatMoney(totals.open)} note="caps less claims" />
        </StatRow>
      </div>
      <Mismatches hashes={books.mismatches} />
    </Card>
  )
}

function Mismatches({ hashes }: { readonly hashes: readonly string[] }) {
  if (hashes.length === 0) {
    return (
      <p className="mt-4 text-muted text-xs">
        Every settlement was recomputed from its vouchers: net and fee are what its event says.
      </p>
    )
  }
  return (
    <p role="alert" className="mt-4 text-bad text-sm">
      {formatCount(hashes.length)} settlements say other sums than their vouchers add up to:{' '}
      {hashes.map((hash) => (
        <TxLink key={hash} hash={hash} />
      ))}
    </p>
  )
}
