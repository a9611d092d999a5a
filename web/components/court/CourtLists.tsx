'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { eventsNamed } from '#client/eventsNamed.ts'
import { FeedProgress } from '@/components/audit/FeedProgress.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { NodeLink } from '@/components/ui/HashText.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount, formatMoney, formatTime } from '@/lib/format.ts'
import { verdictWords } from '@/lib/market/caseWords.ts'
import { caseHref, proofHref } from '@/lib/market/eventPlace.ts'
import { faultWords } from '@/lib/market/faultWords.ts'
import { formatPast } from '@/lib/market/formatPast.ts'
import { type History, useHistory } from './useHistory.ts'

/** All cases and all punishments, newest first, from their events. */
export function CourtLists() {
  const history = useHistory()
  return (
    <div className="space-y-6">
      {(!history.complete || history.feed.status === 'failed') && (
        <FeedProgress feed={history.feed} />
      )}
      {history.feed.blocks && (
        <>
          <Cases history={history} />
          <Proofs history={history} />
        </>
      )}
    </div>
  )
}

function Cases({ history: { events, complete } }: { readonly history: History }) {
  const rows = useMemo(() => {
    const [closed, ruled] = [
      new Map(eventsNamed(events, 'CaseClosed').map(({ args }) => [args.caseId, args])),
      new Map(eventsNamed(events, 'CaseRuled').map(({ args }) => [args.caseId, args])),
    ]
    return eventsNamed(events, 'CaseOpened')
      .map((event) => ({
        ...event,
        closed: closed.get(event.args.caseId),
        ruled: ruled.get(event.args.caseId),
      }))
      .reverse()
  }, [events])
  return (
    <Card title="Cases" note={formatCount(rows.length)}>
      {rows.length === 0 && complete && (
        <EmptyState title="Nobody was accused yet">
          A requester or a verifier that holds an output for another model’s opens a case for a
          bond, and a jury of verifiers judges it.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table
          caption="Cases, newest first"
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
            { head: 'Accused', cell: ({ args }) => <NodeLink nodeId={args.nodeId} /> },
            { head: 'Bond', align: 'end', cell: ({ args }) => formatMoney(args.bond) },
            {
              head: 'Verdict',
              cell: ({ closed, ruled }) =>
                closed ? (
                  <Chip tone={closed.verdict === 2 ? 'bad' : 'neutral'}>
                    {verdictWords(closed.verdict)}
                  </Chip>
                ) : (
                  <Chip tone="warn">{ruled ? `${verdictWords(ruled.verdict)}, open` : 'open'}</Chip>
                ),
            },
            {
              head: 'Stake taken',
              align: 'end',
              cell: ({ closed }) => formatMoney(closed?.slashed),
            },
            { head: 'Opened', align: 'end', cell: ({ timestamp }) => <Past at={timestamp} /> },
          ]}
        />
      )}
    </Card>
  )
}

function Proofs({ history: { events, complete } }: { readonly history: History }) {
  const rows = useMemo(() => eventsNamed(events, 'FaultProven').toReversed(), [events])
  return (
    <Card title="Punishments" note={formatCount(rows.length)}>
      {rows.length === 0 && complete && (
        <EmptyState title="No node was punished yet">
          Every fault that is proven stands here with the stake that it cost and its evidence.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table
          caption="Punishments, newest first"
          rows={rows}
          rowKey={({ txHash, logIndex }) => `${txHash} ${logIndex}`}
          columns={[
            {
              head: 'Fault',
              primary: true,
              cell: ({ args, txHash }) => (
                <Link href={proofHref(txHash)} className="link">
                  {faultWords(args.fault)}
                </Link>
              ),
            },
            { head: 'Node', cell: ({ args }) => <NodeLink nodeId={args.nodeId} /> },
            {
              head: 'Stake taken',
              align: 'end',
              cell: ({ args }) => formatMoney(args.slashed),
              sort: ({ args }) => args.slashed,
            },
            {
              head: 'When',
              align: 'end',
              cell: ({ timestamp }) => <Past at={timestamp} />,
              sort: ({ timestamp }) => timestamp,
            },
          ]}
        />
      )}
    </Card>
  )
}

function Past({ at }: { readonly at: number }) {
  return (
    <span title={formatTime(at)} className="whitespace-nowrap">
      {formatPast(at)}
    </span>
  )
}
