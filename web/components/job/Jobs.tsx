'use client'

/** The jobs of this browser: what they were, what they cost, what can be taken back. */

import { useState } from 'react'
import type { JobId } from '#protocol/ids.ts'
import { Button, ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { JobLink, NodeLink } from '@/components/ui/HashText.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { type Column, Table } from '@/components/ui/Table.tsx'
import { formatAgo, formatCount, formatMoney, formatTime } from '@/lib/format.ts'
import { forgetJob } from '@/lib/jobStore.ts'
import { useOwnJobs } from './hooks.ts'
import { costOfRecord, type JobRecord, stateOfRecord } from './jobRecord.ts'
import { exportRow, FILTERS, type JobFilter, matchesFilter, spendByPeriod } from './jobRows.ts'

export function Jobs() {
  const { data, error, refetch } = useOwnJobs()
  const [filter, setFilter] = useState<JobFilter>('all')
  if (error) {
    return <ErrorBox error={error} retry={refetch} title="This browser's jobs could not be read." />
  }
  if (!data) return <Loading what="this browser's jobs" />
  const { records, held, unconfirmed } = data
  if (records.length === 0 && unconfirmed.length === 0) {
    return (
      <EmptyState
        title="No jobs in this browser yet"
        action={
          <ButtonLink href="/chat/" kind="main">
            Try a job
          </ButtonLink>
        }
      >
        Jobs that you send from here are listed with their cost and what can be taken back. They are
        kept in this browser only.
      </EmptyState>
    )
  }
  const shown = records.filter((record) => matchesFilter(record, filter))
  const now = Math.floor(Date.now() / 1000)
  return (
    <div className="space-y-5">
      <Unconfirmed jobIds={unconfirmed} />
      <Card title="Spent" note="from this browser's jobs, fees included">
        <StatRow>
          {spendByPeriod(records, now).map(({ name, cost, jobs }) => (
            <Stat
              key={name}
              label={name}
              value={formatMoney(cost)}
              note={`${formatCount(jobs)} ${jobs === 1 ? 'job' : 'jobs'}`}
            />
          ))}
        </StatRow>
      </Card>
      <Card
        title="Jobs"
        note={`${formatCount(shown.length)} of ${formatCount(records.length)}`}
        action={<DownloadButtons name="jobs" records={shown.map(exportRow)} />}
      >
        <Filters filter={filter} setFilter={setFilter} records={records} />
        <Table
          caption="Jobs of this browser, newest first"
          rows={shown}
          rowKey={({ jobId }) => jobId}
          columns={columnsOf(held)}
          empty={
            <EmptyState
              title={`No job is “${filter}”`}
              action={
                <Button size="small" onClick={() => setFilter('all')}>
                  Show all
                </Button>
              }
            />
          }
        />
      </Card>
    </div>
  )
}

/** Jobs whose page went away between the signature and the block. */
function Unconfirmed({ jobIds }: { readonly jobIds: readonly JobId[] }) {
  if (jobIds.length === 0) return null
  return (
    <Card title="Not confirmed" note="signed here, never seen funded">
      <p className="text-muted text-sm leading-relaxed">
        The page was closed, or the chain did not answer, before these were seen in a block. Open
        one to see whether it is funded, and take its money back.
      </p>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        {jobIds.map((jobId) => (
          <span key={jobId} className="inline-flex items-center gap-1">
            <JobLink jobId={jobId} />
            <Button size="small" kind="quiet" onClick={() => void forgetJob(jobId)}>
              Forget<span className="sr-only"> job {jobId}</span>
            </Button>
          </span>
        ))}
      </p>
    </Card>
  )
}

function Filters({
  filter,
  setFilter,
  records,
}: {
  readonly filter: JobFilter
  readonly setFilter: (filter: JobFilter) => void
  readonly records: readonly JobRecord[]
}) {
  return (
    <fieldset className="mb-3 flex flex-wrap gap-1.5">
      <legend className="sr-only">Show</legend>
      {FILTERS.map((name) => (
        <Button
          key={name}
          size="small"
          kind={filter === name ? 'main' : 'plain'}
          aria-pressed={filter === name}
          onClick={() => setFilter(name)}
        >
          {name}
          <span className="num opacity-80">
            {formatCount(records.filter((record) => matchesFilter(record, name)).length)}
          </span>
        </Button>
      ))}
    </fieldset>
  )
}

function columnsOf(held: ReadonlySet<string>): readonly Column<JobRecord>[] {
  return [
    {
      head: 'Job',
      primary: true,
      cell: ({ jobId }) => <JobLink jobId={jobId} />,
    },
    {
      head: 'Sent',
      cell: ({ createdAt }) => (
        <time dateTime={new Date(createdAt * 1000).toISOString()} title={formatTime(createdAt)}>
          {formatAgo(createdAt)}
        </time>
      ),
      sort: ({ createdAt }) => createdAt,
    },
    { head: 'State', cell: (record) => <JobStateChip record={record} held={held} /> },
    { head: 'Roles', cell: ({ tasks }) => tasks.map(({ role }) => role).join(', ') },
    {
      head: 'Nodes',
      cell: ({ tasks }) => (
        <span className="inline-flex flex-wrap gap-x-2">
          {[...new Set(tasks.flatMap(({ nodeId }) => nodeId ?? []))].map((nodeId) => (
            <NodeLink key={nodeId} nodeId={nodeId} />
          ))}
        </span>
      ),
    },
    {
      head: 'Locked',
      align: 'end',
      cell: ({ locked }) => formatMoney(locked),
      sort: ({ locked }) => locked,
    },
    {
      head: 'Cost',
      align: 'end',
      cell: (record) => formatMoney(costOfRecord(record)),
      sort: costOfRecord,
    },
    {
      head: 'Back',
      align: 'end',
      cell: ({ settlement }) => formatMoney(settlement?.released ? settlement.refunded : undefined),
    },
  ]
}

function JobStateChip({
  record,
  held,
}: {
  readonly record: JobRecord
  readonly held: ReadonlySet<string>
}) {
  const { word, tone } = stateOfRecord(record)
  // a tab that was closed leaves its jobs without an end
  if (word === 'running' && !held.has(record.jobId)) {
    return (
      <Chip tone="warn" mark>
        interrupted
      </Chip>
    )
  }
  return (
    <Chip tone={tone} mark>
      {word}
    </Chip>
  )
}
