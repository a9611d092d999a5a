'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { type FormEvent, useMemo, useState } from 'react'
import { isWitanError } from '#protocol/errors.ts'
import { type JobId, parseJobId } from '#protocol/ids.ts'
import { Button, ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { Field, Input } from '@/components/ui/Field.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { formatCount } from '@/lib/format.ts'
import { parseEventFilter, passesFilter } from '@/lib/market/eventFilter.ts'
import { eventRecord } from '@/lib/market/eventRecord.ts'
import { useMarketFeed } from '@/lib/market/useMarketFeed.ts'
import { EventFilters } from './EventFilters.tsx'
import { EventTable } from './EventTable.tsx'
import { FeedProgress } from './FeedProgress.tsx'
import { VerifyJob } from './VerifyJob.tsx'

/** Every event of the contracts, and any job recomputed. */
export function AuditPage() {
  const params = useSearchParams()
  const job = params.get('job')
  return (
    <>
      <PageTitle
        title="Audit"
        lead="Everything the contracts ever said, read from the chain by this page. Recompute any job yourself; no wallet is needed."
        action={
          <>
            <ButtonLink href="/receipt/">Check receipts</ButtonLink>
            <ButtonLink href="/case/">Court</ButtonLink>
            <ButtonLink href="/probe/">Probes</ButtonLink>
            <ButtonLink href="/contracts/">Contracts</ButtonLink>
          </>
        }
      />
      <div className="space-y-6">
        <JobLookup key={job} job={job ?? ''} />
        <Feed />
      </div>
    </>
  )
}

function JobLookup({ job }: { readonly job: string }) {
  const router = useRouter()
  const [text, setText] = useState(job)
  const [problem, setProblem] = useState<string>()
  const jobId = job === '' ? undefined : jobIdIn(job)
  const look = (event: FormEvent) => {
    event.preventDefault()
    const id = jobIdIn(text)
    if (id === undefined) return setProblem('A job id is 0x and 40 hex digits.')
    setProblem(undefined)
    router.replace(`/audit/?job=${id}`, { scroll: false })
  }
  return (
    <>
      <Card title="Verify a job">
        <form onSubmit={look} className="flex flex-wrap items-start gap-2">
          <Field label="Job id" hideLabel problem={problem} className="min-w-56 flex-1">
            {(props) => (
              <Input
                {...props}
                placeholder="Job id, 0x…"
                className="font-mono"
                spellCheck={false}
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit">Verify</Button>
        </form>
      </Card>
      {jobId && <VerifyJob jobId={jobId} immediately />}
    </>
  )
}

function Feed() {
  const router = useRouter()
  const params = useSearchParams()
  const feed = useMarketFeed()
  const { events, blocks, status } = feed
  const filter = useMemo(() => parseEventFilter(new URLSearchParams(params)), [params])
  const found = useMemo(
    () => events.filter((event) => passesFilter(event, filter)),
    [events, filter],
  )
  const records = useMemo(() => found.map(eventRecord), [found])
  const range = blocks && {
    from:
      filter.fromBlock !== undefined && filter.fromBlock > blocks.from
        ? filter.fromBlock
        : blocks.from,
    to: filter.toBlock !== undefined && filter.toBlock < blocks.to ? filter.toBlock : blocks.to,
  }
  return (
    <Card
      title="Events"
      note={blocks && `${formatCount(found.length)} of ${formatCount(events.length)}`}
      action={range && <DownloadButtons name="events" records={records} blocks={range} />}
    >
      <div className="space-y-4">
        <EventFilters
          key={params.toString()}
          params={params}
          onApply={(next) => router.replace(`/audit/?${next}`, { scroll: false })}
        />
        <FeedProgress feed={feed} />
        {found.length > 0 && <EventTable caption="Events, newest first" events={found} />}
        {found.length === 0 && status === 'live' && <NoEvents filtered={events.length > 0} />}
      </div>
    </Card>
  )
}

function NoEvents({ filtered }: { readonly filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        title="No event passes this filter"
        action={<ButtonLink href="/audit/">Show all events</ButtonLink>}
      />
    )
  }
  return (
    <EmptyState title="The contracts have said nothing yet">
      Fundings, settlements and stakes will stand here. The first job makes the first entry.
    </EmptyState>
  )
}

function jobIdIn(text: string): JobId | undefined {
  try {
    return parseJobId(text.trim())
  } catch (error) {
    if (isWitanError(error)) return undefined
    throw error
  }
}
