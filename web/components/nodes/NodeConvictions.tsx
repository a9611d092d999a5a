'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { FeedProgress } from '@/components/audit/FeedProgress.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { HashText } from '@/components/ui/HashText.tsx'
import { type Column, Table } from '@/components/ui/Table.tsx'
import { formatMoney, formatTime } from '@/lib/format.ts'
import { type ConvictionEvent, convictionsOf } from '@/lib/market/convictionsOf.ts'
import { proofHref } from '@/lib/market/eventPlace.ts'
import { eventRecord } from '@/lib/market/eventRecord.ts'
import { faultWords } from '@/lib/market/faultWords.ts'
import { formatPast } from '@/lib/market/formatPast.ts'
import { useMarketFeed } from '@/lib/market/useMarketFeed.ts'

const COLUMNS: readonly Column<ConvictionEvent>[] = [
  {
    head: 'Fault',
    primary: true,
    cell: ({ args }) => (
      <Chip tone="bad" mark>
        {faultWords(args.fault)}
      </Chip>
    ),
  },
  {
    head: 'Task',
    cell: ({ args }) => <HashText value={args.taskId} what="task id" />,
  },
  {
    head: 'Stake taken',
    align: 'end',
    cell: ({ args }) => formatMoney(args.slashed),
    sort: ({ args }) => args.slashed,
  },
  {
    head: 'When',
    cell: ({ timestamp }) => <span title={formatTime(timestamp)}>{formatPast(timestamp)}</span>,
    sort: ({ timestamp }) => timestamp,
  },
  {
    head: 'Evidence',
    align: 'end',
    cell: ({ txHash }) => (
      <Link href={proofHref(txHash)} className="link">
        proof
      </Link>
    ),
  },
]

/** What the court punished a node for, newest first, from its events. */
export function NodeConvictions({ nodeId }: { readonly nodeId: number }) {
  const feed = useMarketFeed()
  const { events, blocks, blocksLeft } = feed
  const found = useMemo(() => convictionsOf(events, nodeId), [events, nodeId])
  const complete = blocks !== undefined && blocksLeft === 0n
  return (
    <div className="space-y-3">
      {(!complete || feed.status === 'failed') && <FeedProgress feed={feed} />}
      {found.length > 0 && (
        <>
          <Table
            caption={`Convictions of node ${nodeId}`}
            rows={found}
            rowKey={({ args }) => args.taskId}
            columns={COLUMNS}
          />
          {blocks && (
            <DownloadButtons
              name={`node-${nodeId}-convictions`}
              records={found.map(eventRecord)}
              blocks={blocks}
            />
          )}
        </>
      )}
      {complete && found.length === 0 && (
        <EmptyState title="No fault of this node was ever proven">
          Every fault that somebody proves of it, and every verdict of a jury against it, stands
          here with the stake that it cost.
        </EmptyState>
      )}
    </div>
  )
}
