'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { eventsNamed } from '#client/eventsNamed.ts'
import { FeedProgress } from '@/components/audit/FeedProgress.tsx'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { NodeLink } from '@/components/ui/HashText.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount, formatTime } from '@/lib/format.ts'
import { parseProbeId, probeHref } from '@/lib/market/eventPlace.ts'
import { formatPast } from '@/lib/market/formatPast.ts'
import { ProbeView } from './ProbeView.tsx'
import { useHistory } from './useHistory.ts'

const AUDIT = { href: '/audit/', title: 'Audit' }
const PROBES = { href: '/probe/', title: 'Probes' }

/** One probe, all of a verifier's epoch, or every epoch in a list: by what the address names. */
export function ProbePage() {
  const id = useSearchParams().get('id')
  const of = id === null ? undefined : parseProbeId(id)
  if (of) {
    const { verifierId, epoch, index } = of
    return (
      <>
        <PageTitle
          title={index === undefined ? `Probes of node ${verifierId}` : `Probe ${index}`}
          lead={`Bought by node ${verifierId} as a verifier in epoch ${formatCount(epoch)}, as any requester buys an answer.`}
          crumb={PROBES}
        />
        <ProbeView key={id} of={of} />
      </>
    )
  }
  return (
    <>
      <PageTitle
        title="Probes"
        lead="Verifiers buy answers like anyone else and check them. They commit to their questions first; beacon and secret then say whom each goes to, so nobody can choose."
        crumb={AUDIT}
        action={<ButtonLink href="/audit/?type=checks">Checks in the feed</ButtonLink>}
      />
      {id === null ? (
        <Batches />
      ) : (
        <EmptyState
          title="This names no probe"
          action={<ButtonLink href="/probe/">See all probes</ButtonLink>}
        >
          A probe is named by its verifier, the epoch and its number, as in 4-118850-2.
        </EmptyState>
      )}
    </>
  )
}

function Batches() {
  const { feed, events, complete } = useHistory()
  const rows = useMemo(() => {
    const reports = eventsNamed(events, 'ProbeReported')
    return eventsNamed(events, 'ProbesCommitted')
      .map((event) => {
        const { verifierId, epoch } = event.args
        const own = reports.filter(
          ({ args }) => args.verifierId === verifierId && args.epoch === epoch,
        )
        const passed = own.filter(({ args }) => args.passed).length
        return { ...event, passed, failed: own.length - passed }
      })
      .reverse()
  }, [events])
  return (
    <Card title="Epochs" note={formatCount(rows.length)}>
      {(!complete || feed.status === 'failed') && <FeedProgress feed={feed} />}
      {complete && rows.length === 0 && (
        <EmptyState title="No verifier has committed to probes yet">
          <code className="font-mono text-xs">witan verify</code> runs a verifier: a node with stake
          that buys probes and is paid for doing all of its duties.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table
          caption="Epochs of verifiers, newest first"
          rows={rows}
          rowKey={({ txHash, logIndex }) => `${txHash} ${logIndex}`}
          columns={[
            {
              head: 'Epoch',
              primary: true,
              cell: ({ args }) => (
                <Link href={probeHref(args)} className="link num">
                  epoch {formatCount(args.epoch)}
                </Link>
              ),
            },
            { head: 'Verifier', cell: ({ args }) => <NodeLink nodeId={args.verifierId} /> },
            { head: 'Probes', align: 'end', cell: ({ args }) => formatCount(args.count) },
            { head: 'Passed', align: 'end', cell: ({ passed }) => formatCount(passed) },
            { head: 'Failed', align: 'end', cell: ({ failed }) => formatCount(failed) },
            {
              head: 'Committed',
              align: 'end',
              cell: ({ timestamp }) => (
                <span title={formatTime(timestamp)}>{formatPast(timestamp)}</span>
              ),
            },
          ]}
        />
      )}
    </Card>
  )
}
