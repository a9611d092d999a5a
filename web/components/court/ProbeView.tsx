'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { MarketEvent } from '#chain/marketEvents.ts'
import type { ProbeRecord, ProbesAudit } from '#client/auditProbes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'
import { CheckList } from '@/components/audit/CheckList.tsx'
import { CommandLine } from '@/components/audit/CommandLine.tsx'
import { FeedProgress } from '@/components/audit/FeedProgress.tsx'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Chip, type Tone } from '@/components/ui/Chip.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { HashText, NodeLink } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount } from '@/lib/format.ts'
import { type ProbeId, probeHref } from '@/lib/market/eventPlace.ts'
import { readChain } from '@/lib/readChain.ts'
import { ProbeCard } from './ProbeCard.tsx'
import { useHistory } from './useHistory.ts'

const TONES: Readonly<Record<ProbeRecord['state'], Tone>> = {
  open: 'neutral',
  passed: 'good',
  failed: 'bad',
  skipped: 'warn',
  unanswered: 'warn',
}

/** What a verifier committed to in an epoch, whom it had to check, and what it found. */
export function ProbeView({ of }: { readonly of: ProbeId }) {
  const { feed, events, complete } = useHistory()
  const { verifierId, epoch, index } = of
  const own = events.filter(({ args }) => 'epoch' in args && args.epoch === epoch)
  const audit = useQuery({
    // read again when something of the epoch happened
    queryKey: ['fixed', 'probes', verifierId, epoch, own.length],
    queryFn: async () => {
      const [chain, { auditProbes }] = await Promise.all([
        readChain(),
        import('#client/auditProbes.ts'),
      ])
      return await auditProbes(chain, { verifierId: parseNodeId(verifierId), epoch }, events)
    },
    enabled: complete,
    placeholderData: (before) => before,
  })
  if (audit.data) return <Probes audit={audit.data} index={index} events={events} />
  if (isWitanError(audit.error, 'INPUT_INVALID')) {
    return (
      <EmptyState
        title={`Node ${verifierId} committed to no probes for epoch ${formatCount(epoch)}`}
        action={<ButtonLink href="/probe/">See all probes</ButtonLink>}
      >
        It may come with a later block.
      </EmptyState>
    )
  }
  if (audit.error) return <ErrorBox error={audit.error} retry={audit.refetch} />
  if (!complete) return <FeedProgress feed={feed} />
  return <Loading what="the probes and drawing the duties again" lines={8} />
}

function Probes({
  audit,
  index,
  events,
}: {
  readonly audit: ProbesAudit
  readonly index: number | undefined
  readonly events: readonly MarketEvent[]
}) {
  const { verifierId, epoch, probes, checks } = audit
  const probe = index === undefined ? undefined : probes[index]
  const isOwn = ({ name }: { name: string }) =>
    index === undefined || !/^(node drawn for )?probe \d/.test(name) || isOf(name, index)
  if (index !== undefined && probe === undefined) {
    return (
      <EmptyState
        title={`There is no probe ${index} in this batch`}
        action={<ButtonLink href={probeHref({ verifierId, epoch })}>See the batch</ButtonLink>}
      >
        Its probes are numbered from 0 to {formatCount(probes.length - 1)}.
      </EmptyState>
    )
  }
  return (
    <div className="space-y-6">
      {probe && <ProbeCard probe={probe} events={events} />}
      <Commitment audit={audit} />
      <Card title="Verify in this browser">
        <p className="mb-4 max-w-prose text-muted text-sm">
          The secret is hashed again, every duty is drawn again, every reported probe is looked for
          under the root that was committed to before the draw.
        </p>
        <CheckList label="Checks of the probes" checks={checks.filter(isOwn)} />
        <p className="mt-4 mb-1 text-muted text-xs">The same on the command line</p>
        <CommandLine command={`witan audit probe:${verifierId}-${epoch}`} />
      </Card>
      <Duties audit={audit} />
    </div>
  )
}

function isOf(name: string, index: number): boolean {
  return new RegExp(`^(node drawn for )?probe ${index}\\b`).test(name)
}

function Commitment({ audit: { verifierId, batch, randomness } }: { readonly audit: ProbesAudit }) {
  const { root, secretCommit, secret, round, nodes, count, rewarded } = batch
  return (
    <Card title="Commitment and draw">
      <KeyValues
        rows={[
          ['Verifier', <NodeLink key="verifier" nodeId={verifierId} />],
          ['Root of the probes', <HashText key="root" value={root} what="root" ends={6} />],
          [
            'Hash of the secret',
            <HashText key="commit" value={secretCommit} what="hash of the secret" ends={6} />,
          ],
          [
            'Secret',
            secret ? (
              <HashText key="secret" value={secret} what="secret" ends={6} />
            ) : (
              'not told before the epoch is over'
            ),
          ],
          [
            `Beacon, round ${formatCount(round)}`,
            randomness ? (
              <HashText key="beacon" value={randomness} what="randomness" ends={6} />
            ) : (
              'not proven yet'
            ),
          ],
          ['Probes', formatCount(count)],
          ['Nodes that could be drawn', formatCount(nodes)],
          ['Duty rewarded', rewarded ? 'yes' : 'no'],
        ]}
      />
    </Card>
  )
}

function Duties({ audit: { verifierId, epoch, probes } }: { readonly audit: ProbesAudit }) {
  return (
    <Card title="Duties of this epoch" note={formatCount(probes.length)}>
      <Table
        caption="Duties"
        rows={probes}
        rowKey={({ index }) => index}
        columns={[
          {
            head: 'Probe',
            primary: true,
            cell: ({ index }) => (
              <Link href={probeHref({ verifierId, epoch, index })} className="link">
                probe {index}
              </Link>
            ),
          },
          {
            head: 'Drawn node',
            cell: ({ drawn }) =>
              drawn === undefined ? 'not drawn yet' : <NodeLink nodeId={drawn} />,
          },
          {
            head: 'Outcome',
            align: 'end',
            cell: ({ state }) => (
              <Chip tone={TONES[state]} mark={state !== 'open'}>
                {state}
              </Chip>
            ),
          },
        ]}
      />
    </Card>
  )
}
