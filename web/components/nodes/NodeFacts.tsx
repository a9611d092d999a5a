'use client'

import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { AddressText, HashText } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount, formatDuration, formatMoney, formatTime } from '@/lib/format.ts'
import { useBlockTime } from '@/lib/useBlockTime.ts'
import type { NodeDetails } from './NodePage.tsx'
import { NodeStateChip } from './NodeTable.tsx'

/** Figures, offers, clocks and keys of a node. */
export function NodeFacts({
  details: { node, stake, account },
  block,
}: {
  readonly details: NodeDetails
  readonly block: bigint | undefined
}) {
  const now = useBlockTime()
  return (
    <>
      <Card
        title="Now"
        note={block === undefined ? undefined : `as of block ${formatCount(block)}`}
        action={
          stake.jailedUntil > (now ?? 0) ? (
            <Chip tone="bad" mark>
              jailed
            </Chip>
          ) : (
            <NodeStateChip node={node} />
          )
        }
      >
        <StatRow>
          <Stat label="Stake" value={formatMoney(stake.active)} />
          <Stat label="Thawing" value={formatMoney(stake.thawing)} />
          <Stat label="Room for jobs" value={formatMoney(node.room)} />
          <Stat label="In open jobs" value={formatMoney(account.open)} />
          <Stat label="Not pulled yet" value={formatMoney(account.owed)} />
          <Stat label="Fees paid" value={formatMoney(account.feesPaid)} />
        </StatRow>
      </Card>
      <Offers node={node} />
      <div className="grid gap-6 lg:grid-cols-2">
        <Card title="Stake and clocks">
          <StakeClocks stake={stake} />
        </Card>
        <Card title="Keys">
          <KeyValues
            rows={[
              ['Owner', <AddressText key="owner" address={node.owner} />],
              ['Signer', <AddressText key="signer" address={node.signer} />],
              ['Peer id', <HashText key="peer" value={node.peerId} what="peer id" ends={6} />],
              [
                'Operator group',
                node.operatorGroup === 0 ? 'none named' : formatCount(node.operatorGroup),
              ],
              ['Registered', formatTime(node.registeredAt)],
            ]}
          />
        </Card>
      </div>
    </>
  )
}

function Offers({ node }: { readonly node: NodeDetails['node'] }) {
  return (
    <Card title="Offers" note="prices per 1,000">
      <Table
        caption={`Offers of node ${node.nodeId}`}
        rows={node.offers}
        rowKey={({ modelId, role }) => `${modelId} ${role}`}
        empty={<p className="text-muted text-sm">It offers nothing at the moment.</p>}
        columns={[
          { head: 'Role', primary: true, cell: ({ role }) => role },
          {
            head: 'Input bytes',
            align: 'end',
            cell: ({ pricePer1kInputBytes }) => formatMoney(pricePer1kInputBytes),
          },
          {
            head: 'Output tokens',
            align: 'end',
            cell: ({ pricePer1kOutputTokens }) => formatMoney(pricePer1kOutputTokens),
          },
          {
            head: 'At the same time',
            align: 'end',
            cell: ({ concurrency }) => formatCount(concurrency),
          },
          { head: 'Privacy', cell: ({ modes }) => modes.join(', ') },
          {
            head: 'Model',
            align: 'end',
            cell: ({ modelId }) => <HashText value={modelId} what="model id" />,
          },
        ]}
      />
    </Card>
  )
}

function StakeClocks({ stake }: { readonly stake: NodeDetails['stake'] }) {
  const now = useBlockTime()
  const thaw = () => {
    if (stake.thawing === 0n) return 'nothing thaws'
    if (now !== undefined && stake.thawsAt <= now) {
      return <Chip tone="good">{formatMoney(stake.thawing)} can be withdrawn</Chip>
    }
    return `${formatMoney(stake.thawing)} free on ${formatTime(stake.thawsAt)}${now === undefined ? '' : `, in ${formatDuration((stake.thawsAt - now) * 1000)}`}`
  }
  const jailed = now !== undefined && stake.jailedUntil > now
  return (
    <KeyValues
      rows={[
        ['At stake', formatMoney(stake.active)],
        ['Thaw', thaw()],
        [
          'Jail',
          jailed ? (
            <Chip key="jail" tone="bad" mark>
              no new jobs before {formatTime(stake.jailedUntil)}
            </Chip>
          ) : (
            'not jailed'
          ),
        ],
      ]}
    />
  )
}
