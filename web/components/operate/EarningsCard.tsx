'use client'

import { lazy, Suspense, useMemo, useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Progress } from '@/components/ui/Progress.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount, formatMoney } from '@/lib/format.ts'
import type { MarketFeedState } from '@/lib/market/marketFeed.ts'
import type { MarketBooks } from '@/lib/market/replayMarket.ts'
import { useSite } from '@/lib/useSite.ts'
import { CommandHint } from './CommandHint.tsx'
import {
  bucketsOf,
  earningRecords,
  PERIODS,
  type Period,
  paymentsIn,
  totalsOf,
} from './earnings.ts'
import { usePending } from './hooks.ts'
import { LABELS } from './labels.ts'
import type { OwnedNode } from './operatorState.ts'
import { useSend } from './useSend.ts'

const EarningsChart = lazy(async () => ({
  default: (await import('./EarningsChart.tsx')).EarningsChart,
}))

export type Market = {
  readonly feed: MarketFeedState
  /** Undefined until every event was read. */
  readonly books: MarketBooks | undefined
  readonly error: unknown
}

/** What the node earned, from events alone, and what waits to be claimed. */
export function EarningsCard({
  owned,
  market,
  now,
}: {
  readonly owned: OwnedNode
  readonly market: Market
  readonly now: number
}) {
  return (
    <Card
      title="Earnings"
      note={market.feed.blocks && `from events up to block ${formatCount(market.feed.blocks.to)}`}
    >
      <div className="space-y-5">
        <Claim owned={owned} />
        <History owned={owned} market={market} now={now} />
      </div>
    </Card>
  )
}

function Claim({ owned: { node, account } }: { readonly owned: OwnedNode }) {
  const { nodeId } = node
  const { busy, error, send } = useSend()
  const pending = usePending(LABELS.claim(nodeId))
  const claim = () =>
    send(LABELS.claim(nodeId), async (chain) => {
      const { pullEarnings } = await import('#chain/pullEarnings.ts')
      await pullEarnings(chain, { nodeIds: [nodeId] })
    })
  return (
    <div className="space-y-3 rounded-md bg-sunken p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="num text-sm">
          <strong>{formatMoney(account.owed)}</strong>{' '}
          {account.owed > 0n
            ? 'settled and ready to be claimed to this wallet'
            : 'to claim now; settled vouchers add to it'}
        </p>
        <Button
          kind={account.owed > 0n ? 'main' : 'plain'}
          disabled={account.owed === 0n}
          busy={busy || pending}
          onClick={claim}
        >
          Claim earnings
        </Button>
      </div>
      {error !== undefined && <ErrorBox error={error} title="Nothing was claimed." />}
      <CommandHint command="witan withdraw --earnings" />
    </div>
  )
}

function History({
  owned: { node },
  market: { feed, books, error },
  now,
}: {
  readonly owned: OwnedNode
  readonly market: Market
  readonly now: number
}) {
  const [period, setPeriod] = useState<Period>('7d')
  const { data: site } = useSite()
  const nodeIds = useMemo((): readonly number[] => [node.nodeId], [node.nodeId])
  const records = useMemo(
    () =>
      books &&
      earningRecords({
        payments: books.payments.filter(({ nodeId }) => nodeIds.includes(nodeId)),
        jobs: books.jobs,
        events: feed.events,
        nodeIds,
        token: site?.deployment.contracts.TestDollar?.address ?? '',
      }),
    [books, feed.events, nodeIds, site],
  )
  if (error !== undefined && books === undefined) {
    return <ErrorBox error={error} title="The earnings could not be read." />
  }
  if (books === undefined || records === undefined) return <Reading feed={feed} />
  const payments = paymentsIn(books.payments, { nodeIds, period, now })
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Periods period={period} onChange={setPeriod} />
        <DownloadButtons
          name={`earnings-node-${node.nodeId}`}
          records={records}
          blocks={feed.blocks}
        />
      </div>
      <Totals payments={payments} />
      {records.length === 0 ? (
        <EmptyState title="Nothing earned yet">
          Every settlement of a voucher shows up here, by hour or day, with its fee and requester.
        </EmptyState>
      ) : (
        <Series payments={payments} period={period} now={now} />
      )}
    </div>
  )
}

function Reading({ feed }: { readonly feed: MarketFeedState }) {
  const { blocks, blocksLeft } = feed
  if (blocks === undefined) return <Loading what="the settlements" />
  const read = Number(blocks.to - blocks.from + 1n)
  return <Progress label="Blocks read" value={read} max={read + Number(blocksLeft)} />
}

function Periods({
  period,
  onChange,
}: {
  readonly period: Period
  readonly onChange: (period: Period) => void
}) {
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">Period</legend>
      {(Object.keys(PERIODS) as Period[]).map((id) => (
        <Button
          key={id}
          size="small"
          kind={id === period ? 'plain' : 'quiet'}
          aria-pressed={id === period}
          onClick={() => onChange(id)}
        >
          {PERIODS[id].title}
        </Button>
      ))}
    </fieldset>
  )
}

function Totals({ payments }: { readonly payments: Parameters<typeof totalsOf>[0] }) {
  const { gross, fee, net, jobs } = totalsOf(payments)
  return (
    <StatRow>
      <Stat label="Earned" value={formatMoney(net)} note="after the fee" />
      <Stat label="Paid by requesters" value={formatMoney(gross)} />
      <Stat label="Protocol fee" value={formatMoney(fee)} />
      <Stat label="Jobs" value={formatCount(jobs)} />
    </StatRow>
  )
}

function Series({
  payments,
  period,
  now,
}: {
  readonly payments: Parameters<typeof bucketsOf>[0]
  readonly period: Period
  readonly now: number
}) {
  const [asTable, setAsTable] = useState(false)
  const buckets = bucketsOf(payments, { period, now })
  return (
    <div>
      {asTable ? (
        <Table
          caption="Earnings by time, newest first"
          rows={buckets.filter(({ jobs }) => jobs > 0).toReversed()}
          rowKey={({ from }) => from}
          empty={<p className="py-4 text-muted text-sm">Nothing was earned in this period.</p>}
          columns={[
            {
              head: 'From',
              primary: true,
              cell: ({ from }) => new Date(from * 1000).toLocaleString('en'),
            },
            { head: 'Jobs', align: 'end', cell: ({ jobs }) => formatCount(jobs) },
            { head: 'Fee', align: 'end', cell: ({ fee }) => formatMoney(fee) },
            { head: 'Earned', align: 'end', cell: ({ net }) => formatMoney(net) },
          ]}
        />
      ) : (
        <Suspense fallback={<div className="h-[220px]" />}>
          <EarningsChart buckets={buckets} period={period} />
        </Suspense>
      )}
      <Button kind="quiet" size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
        {asTable ? 'View as chart' : 'View as table'}
      </Button>
    </div>
  )
}
