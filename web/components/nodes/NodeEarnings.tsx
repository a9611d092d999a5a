'use client'

import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { FeedProgress } from '@/components/audit/FeedProgress.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { JobLink, TxLink } from '@/components/ui/HashText.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount, formatMoney, formatTime } from '@/lib/format.ts'
import { cumulate } from '@/lib/market/cumulate.ts'
import { formatPast } from '@/lib/market/formatPast.ts'
import { paymentRecord } from '@/lib/market/paymentRecord.ts'
import type { Payment } from '@/lib/market/replayMarket.ts'
import { useMarketBooks } from '@/lib/market/useMarketBooks.ts'

const MoneyLine = dynamic(
  async () => (await import('@/components/charts/MoneyLine.tsx')).MoneyLine,
  { loading: () => <Loading what="the chart" /> },
)

/** What a node was paid, over time and by job, computed from the settlements on chain. */
export function NodeEarnings({ nodeId }: { readonly nodeId: number }) {
  const { feed, books, error } = useMarketBooks()
  const payments = useMemo(
    () => books?.payments.filter((payment) => payment.nodeId === nodeId) ?? [],
    [books, nodeId],
  )
  if (!books) {
    return (
      <Card title="Earnings">
        {feed.status === 'live' && error !== undefined ? (
          <ErrorBox error={error} />
        ) : (
          <FeedProgress feed={feed} />
        )}
      </Card>
    )
  }
  const { blocks } = feed
  return (
    <>
      <Card
        title="Earnings"
        note="after the fee, from the settlements on chain"
        action={
          blocks && (
            <DownloadButtons
              name={`node-${nodeId}-payments`}
              records={payments.map(paymentRecord)}
              blocks={blocks}
            />
          )
        }
      >
        {payments.length === 0 ? (
          <EmptyState title="No settlement has paid this node yet">
            A node hands in its vouchers some time after a job.
          </EmptyState>
        ) : (
          <MoneyLine
            title="Earned in all"
            points={cumulate(payments.map(({ timestamp: at, net: amount }) => ({ at, amount })))}
          />
        )}
      </Card>
      {payments.length > 0 && <JobsServed payments={payments} />}
    </>
  )
}

function JobsServed({ payments }: { readonly payments: readonly Payment[] }) {
  const jobs = new Set(payments.map(({ jobId }) => jobId)).size
  return (
    <Card
      title="Jobs served"
      note={`${formatCount(jobs)} ${jobs === 1 ? 'job' : 'jobs'}, ${formatCount(payments.length)} ${payments.length === 1 ? 'payment' : 'payments'}`}
    >
      <Table
        caption="Payments by job"
        rows={payments.toReversed()}
        rowKey={({ txHash, jobId, gross }) => `${txHash} ${jobId} ${gross}`}
        columns={[
          { head: 'Job', primary: true, cell: ({ jobId }) => <JobLink jobId={jobId} /> },
          {
            head: 'Earned',
            align: 'end',
            cell: ({ net }) => formatMoney(net),
            sort: ({ net }) => net,
          },
          { head: 'Fee', align: 'end', cell: ({ fee }) => formatMoney(fee) },
          {
            head: 'When',
            cell: ({ timestamp }) => (
              <span title={formatTime(timestamp)}>{formatPast(timestamp)}</span>
            ),
            sort: ({ timestamp }) => timestamp,
          },
          { head: 'Settlement', align: 'end', cell: ({ txHash }) => <TxLink hash={txHash} /> },
        ]}
      />
    </Card>
  )
}
