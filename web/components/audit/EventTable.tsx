'use client'

import Link from 'next/link'
import { useState } from 'react'
import type { MarketEvent } from '#chain/marketEvents.ts'
import { Button } from '@/components/ui/Button.tsx'
import { Chip, type Tone } from '@/components/ui/Chip.tsx'
import { AddressText, JobLink, NodeLink, TxLink } from '@/components/ui/HashText.tsx'
import { type Column, Table } from '@/components/ui/Table.tsx'
import { formatCount, formatTime } from '@/lib/format.ts'
import type { EventGroup } from '@/lib/market/eventKind.ts'
import { eventKind } from '@/lib/market/eventKinds.ts'
import { eventPlace } from '@/lib/market/eventPlace.ts'
import { eventSubjects } from '@/lib/market/eventSubjects.ts'
import { formatPast } from '@/lib/market/formatPast.ts'

/** Rows shown at first, and added by "Show more": a screen or two. */
const PAGE = 30
/** A settlement may name hundreds of jobs; the transaction's page shows all. */
const MAX_SUBJECTS = 3

const TONES: Readonly<Record<EventGroup, Tone>> = {
  jobs: 'accent',
  payments: 'good',
  stake: 'neutral',
  nodes: 'neutral',
  models: 'neutral',
  checks: 'accent',
  cases: 'warn',
  slashes: 'bad',
  powers: 'warn',
}

const COLUMNS: readonly Column<MarketEvent>[] = [
  {
    head: 'Event',
    primary: true,
    cell: ({ name }) => {
      const { title, group } = eventKind(name)
      return (
        <span className="whitespace-nowrap">
          <Chip tone={TONES[group]}>{title}</Chip>
        </span>
      )
    },
  },
  { head: 'What', cell: ({ name, args }) => eventKind(name).say(args) },
  { head: 'About', cell: (event) => <Subjects event={event} /> },
  {
    head: 'When',
    cell: ({ timestamp }) => (
      <time
        dateTime={new Date(timestamp * 1000).toISOString()}
        title={formatTime(timestamp)}
        className="whitespace-nowrap text-muted"
      >
        {formatPast(timestamp)}
      </time>
    ),
  },
  {
    head: 'Block',
    align: 'end',
    cell: ({ blockNumber }) => formatCount(blockNumber),
  },
  { head: 'Transaction', align: 'end', cell: ({ txHash }) => <TxLink hash={txHash} /> },
]

/** Events as rows, newest first, with links to what they are about. */
export function EventTable({
  caption,
  events,
}: {
  readonly caption: string
  readonly events: readonly MarketEvent[]
}) {
  const [shown, setShown] = useState(PAGE)
  return (
    <>
      <Table
        caption={caption}
        rows={events.slice(0, shown)}
        rowKey={({ txHash, logIndex }) => `${txHash} ${logIndex}`}
        columns={COLUMNS}
      />
      {events.length > shown && (
        <div className="mt-4 text-center">
          <Button size="small" onClick={() => setShown(shown + PAGE)}>
            Show more ({formatCount(events.length - shown)} left)
          </Button>
        </div>
      )}
    </>
  )
}

function Subjects({ event }: { readonly event: MarketEvent }) {
  const { jobIds, nodeIds, accounts } = eventSubjects(event)
  const place = eventPlace(event)
  const links = [
    ...(place
      ? [
          <Link key={place.href} href={place.href} className="link whitespace-nowrap">
            {place.title}
          </Link>,
        ]
      : []),
    ...jobIds.map((jobId) => <JobLink key={jobId} jobId={jobId} />),
    ...nodeIds.map((nodeId) => <NodeLink key={nodeId} nodeId={nodeId} />),
    // Jobs and nodes say who; an account alone matters where there is neither.
    ...(jobIds.length + nodeIds.length === 0 ? accounts : []).map((address) => (
      <AddressText key={address} address={address} />
    )),
  ]
  const more = links.length - MAX_SUBJECTS
  return (
    // Lines of links lie as far apart as a finger needs them.
    <span className="inline-flex flex-wrap justify-end gap-x-2 sm:justify-start [&_a]:inline-flex [&_a]:min-h-6 [&_a]:items-center">
      {links.slice(0, MAX_SUBJECTS)}
      {more > 0 && <span className="text-muted">and {formatCount(more)} more</span>}
    </span>
  )
}
