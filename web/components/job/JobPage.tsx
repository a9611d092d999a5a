'use client'

/** One job: what the chain says of it for anyone, and what this browser knows beyond that if it is its own. */

import { useSearchParams } from 'next/navigation'
import { type JobId, parseJobId } from '#protocol/ids.ts'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Chip, type Tone } from '@/components/ui/Chip.tsx'
import { CopyButton } from '@/components/ui/CopyButton.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { AddressText, HashText, NodeLink } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatMoney, formatTime, shortHex } from '@/lib/format.ts'
import { useBlock } from '@/lib/useBlock.ts'
import { useOwnJob } from './hooks.ts'
import { JobTimeline } from './JobTimeline.tsx'
import { AnswerCard, OwnVerification, ReceiptsCard, WhyCard } from './OwnJobCards.tsx'
import { ReclaimCard } from './ReclaimCard.tsx'
import { type JobOnChain, useJobOnChain } from './useJobOnChain.ts'

const CRUMB = { href: '/jobs/', title: 'Jobs' } as const

const STATES: Readonly<Record<string, { readonly word: string; readonly tone: Tone }>> = {
  Funded: { word: 'funded', tone: 'accent' },
  Closing: { word: 'closing', tone: 'warn' },
  Released: { word: 'released', tone: 'good' },
}

export function JobPage() {
  const id = useSearchParams().get('id')
  const jobId = parse(id)
  if (!jobId) {
    return (
      <>
        <PageTitle crumb={CRUMB} title="Job" />
        <EmptyState
          title={id ? 'This is no job id' : 'No job is named'}
          action={<ButtonLink href="/jobs/">Your jobs</ButtonLink>}
        >
          A job id has 40 hex digits after 0x. Open a job from your list or from the audit feed.
        </EmptyState>
      </>
    )
  }
  return <KnownJob jobId={jobId} />
}

function KnownJob({ jobId }: { readonly jobId: JobId }) {
  const chain = useJobOnChain(jobId)
  const { data: own } = useOwnJob(jobId)
  const job = chain.data
  const state = job && STATES[job.replayed.status]
  return (
    <>
      <PageTitle
        crumb={CRUMB}
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            Job <span className="font-mono text-xl">{shortHex(jobId, 6)}</span>
            {state && (
              <Chip tone={state.tone} mark>
                {state.word}
              </Chip>
            )}
          </span>
        }
        action={<CopyButton text={jobId} label="Copy job id" />}
      />
      {chain.error && !job && (
        <ErrorBox error={chain.error} retry={chain.refetch} title="The job could not be read." />
      )}
      {!job && !chain.error && <Loading what="the job's events" lines={6} />}
      {job?.history.length === 0 && <UnknownJob isOwn={own?.journal !== undefined} />}
      {job && job.history.length > 0 && (
        <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:items-start">
          <div className="space-y-5">
            <MoneyCard job={job} />
            {own?.record && <AnswerCard record={own.record} />}
            <AllocationsCard job={job} />
            {own?.record && <WhyCard record={own.record} />}
            {own?.journal && <ReceiptsCard journalText={own.journal} />}
            <OwnVerification jobId={jobId} journalText={own?.journal} />
          </div>
          <div className="space-y-5">
            <ReclaimCard
              jobId={jobId}
              job={job}
              isOwn={own?.journal !== undefined}
              onDone={chain.refetch}
            />
            <Card title="On chain">
              <JobTimeline job={job} />
            </Card>
            <TermsCard job={job} />
          </div>
        </div>
      )}
    </>
  )
}

function UnknownJob({ isOwn }: { readonly isOwn: boolean }) {
  const block = useBlock()
  return (
    <EmptyState
      title="The chain knows no such job"
      action={<ButtonLink href="/jobs/">Your jobs</ButtonLink>}
    >
      {isOwn
        ? 'This browser prepared it, but its transaction is not included: nothing is locked.'
        : 'It may be in a newer block, or on another chain.'}{' '}
      Looked until block {block.number?.toString() ?? '–'}; this page looks again with every block.
    </EmptyState>
  )
}

function MoneyCard({ job }: { readonly job: JobOnChain }) {
  const { locked, claimed, fee, refunded, open } = job
  return (
    <Card title="Money">
      <StatRow dense>
        <Stat label="Locked" value={formatMoney(locked)} />
        <Stat label="Paid to nodes" value={formatMoney(claimed - fee)} />
        <Stat label="Fee" value={formatMoney(fee)} />
        <Stat label="Returned" value={formatMoney(refunded)} />
        <Stat label="Still locked" value={formatMoney(open)} />
      </StatRow>
    </Card>
  )
}

function AllocationsCard({ job }: { readonly job: JobOnChain }) {
  return (
    <Card title="Nodes" note="caps and what was claimed">
      <Table
        caption="Allocations of the job"
        rows={job.replayed.allocations}
        rowKey={({ nodeId }) => nodeId}
        columns={[
          { head: 'Node', primary: true, cell: ({ nodeId }) => <NodeLink nodeId={nodeId} /> },
          { head: 'Cap', align: 'end', cell: ({ cap }) => formatMoney(cap) },
          { head: 'Claimed', align: 'end', cell: ({ claimed }) => formatMoney(claimed) },
          {
            head: 'Part',
            cell: ({ claimed }) => (claimed > 0n ? 'served' : 'stood by'),
          },
        ]}
      />
    </Card>
  )
}

function TermsCard({ job }: { readonly job: JobOnChain }) {
  const { terms, endsAt } = job.replayed
  if (!terms) return null
  return (
    <Card title="Terms">
      <KeyValues
        rows={[
          ['Requester', <AddressText key="requester" address={terms.requester} />],
          ['Session key', <AddressText key="session" address={terms.sessionKey} />],
          ['Mode', terms.mode],
          ['Ends', formatTime(endsAt)],
          [
            'Hash of the plan',
            <HashText key="terms" value={terms.termsHash} what="hash of the plan" />,
          ],
        ]}
      />
    </Card>
  )
}

function parse(id: string | null): JobId | undefined {
  try {
    return id === null ? undefined : parseJobId(id)
  } catch {
    return undefined
  }
}
