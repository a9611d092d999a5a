'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import type { MarketEvent } from '#chain/marketEvents.ts'
import { FeedProgress } from '@/components/audit/FeedProgress.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { NodeLink } from '@/components/ui/HashText.tsx'
import { type Column, Table } from '@/components/ui/Table.tsx'
import { formatCount, formatTime } from '@/lib/format.ts'
import { eventPlace } from '@/lib/market/eventPlace.ts'
import { eventRecord } from '@/lib/market/eventRecord.ts'
import { formatPast } from '@/lib/market/formatPast.ts'
import { useMarketFeed } from '@/lib/market/useMarketFeed.ts'

type Probe = Extract<
  MarketEvent,
  { readonly name: 'ProbeReported' | 'ProbeSkipped' | 'ProbeUnanswered' }
>

const COLUMNS: readonly Column<Probe>[] = [
  {
    head: 'Probe',
    primary: true,
    cell: (event) => (
      <Link href={eventPlace(event)?.href ?? '/probe/'} className="link whitespace-nowrap">
        probe {event.args.index}, epoch {formatCount(event.args.epoch)}
      </Link>
    ),
  },
  { head: 'Verifier', cell: ({ args }) => <NodeLink nodeId={args.verifierId} /> },
  { head: 'Outcome', cell: (event) => <Outcome event={event} /> },
  {
    head: 'When',
    align: 'end',
    cell: ({ timestamp }) => <span title={formatTime(timestamp)}>{formatPast(timestamp)}</span>,
    sort: ({ timestamp }) => timestamp,
  },
]

/** Probes that verifiers bought of a node and what they found, newest first. */
export function NodeProbes({ nodeId }: { readonly nodeId: number }) {
  const feed = useMarketFeed()
  const { events, blocks, blocksLeft } = feed
  const found = useMemo(() => probesOf(events, nodeId), [events, nodeId])
  const complete = blocks !== undefined && blocksLeft === 0n
  return (
    <div className="space-y-3">
      {(!complete || feed.status === 'failed') && <FeedProgress feed={feed} />}
      {found.length > 0 && (
        <>
          <Table
            caption={`Probes of node ${nodeId}`}
            rows={found}
            rowKey={({ txHash, logIndex }) => `${txHash} ${logIndex}`}
            columns={COLUMNS}
          />
          {blocks && (
            <DownloadButtons
              name={`node-${nodeId}-probes`}
              records={found.map(eventRecord)}
              blocks={blocks}
            />
          )}
        </>
      )}
      {complete && found.length === 0 && (
        <EmptyState title="No verifier has probed this node yet">
          Probes look like any job while they run; they stand here once their verifier reports them.
        </EmptyState>
      )}
    </div>
  )
}

function Outcome({ event }: { readonly event: Probe }) {
  if (event.name === 'ProbeSkipped') return <Chip tone="warn">skipped</Chip>
  if (event.name === 'ProbeUnanswered') return <Chip tone="warn">no answer</Chip>
  return event.args.passed ? (
    <Chip tone="good" mark>
      passed
    </Chip>
  ) : (
    <Chip tone="bad" mark>
      failed
    </Chip>
  )
}

function probesOf(events: readonly MarketEvent[], nodeId: number): readonly Probe[] {
  return events.filter(
    (event): event is Probe =>
      (event.name === 'ProbeReported' ||
        event.name === 'ProbeSkipped' ||
        event.name === 'ProbeUnanswered') &&
      event.args.nodeId === nodeId,
  )
}
