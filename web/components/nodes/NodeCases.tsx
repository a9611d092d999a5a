'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { eventsNamed } from '#client/eventsNamed.ts'
import { FeedProgress } from '@/components/audit/FeedProgress.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount, formatMoney, formatTime } from '@/lib/format.ts'
import { verdictWords } from '@/lib/market/caseWords.ts'
import { caseHref } from '@/lib/market/eventPlace.ts'
import { formatPast } from '@/lib/market/formatPast.ts'
import { useMarketFeed } from '@/lib/market/useMarketFeed.ts'

/** Cases against a node, newest first. */
export function NodeCases({ nodeId }: { readonly nodeId: number }) {
  const feed = useMarketFeed()
  const { events, blocks, blocksLeft } = feed
  const rows = useMemo(() => {
    const closed = new Map(eventsNamed(events, 'CaseClosed').map((e) => [e.args.caseId, e.args]))
    return eventsNamed(events, 'CaseOpened')
      .filter(({ args }) => args.nodeId === nodeId)
      .map((event) => ({ ...event, closed: closed.get(event.args.caseId) }))
  }, [events, nodeId])
  const complete = blocks !== undefined && blocksLeft === 0n
  return (
    <div className="space-y-3">
      {(!complete || feed.status === 'failed') && <FeedProgress feed={feed} />}
      {rows.length > 0 && (
        <Table
          caption={`Cases against node ${nodeId}`}
          rows={rows}
          rowKey={({ args }) => String(args.caseId)}
          columns={[
            {
              head: 'Case',
              primary: true,
              cell: ({ args }) => (
                <Link href={caseHref(args.caseId)} className="link">
                  case {formatCount(args.caseId)}
                </Link>
              ),
            },
            { head: 'Bond', align: 'end', cell: ({ args }) => formatMoney(args.bond) },
            {
              head: 'Verdict',
              cell: ({ closed }) =>
                closed ? verdictWords(closed.verdict) : <Chip tone="warn">open</Chip>,
            },
            {
              head: 'When',
              align: 'end',
              cell: ({ timestamp }) => (
                <span title={formatTime(timestamp)}>{formatPast(timestamp)}</span>
              ),
              sort: ({ timestamp }) => timestamp,
            },
          ]}
        />
      )}
      {complete && rows.length === 0 && (
        <EmptyState title="Nobody ever accused this node">
          A case is opened for a bond and judged by a jury of verifiers.
        </EmptyState>
      )}
    </div>
  )
}
