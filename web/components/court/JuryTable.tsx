'use client'

import type { CourtLevel, JurorRecord } from '#client/courtLevelsOf.ts'
import { useNodes } from '@/components/nodes/useNodes.ts'
import { Chip } from '@/components/ui/Chip.tsx'
import { AddressText, NodeLink, TxLink } from '@/components/ui/HashText.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount } from '@/lib/format.ts'
import { VERDICT_WORDS } from '@/lib/market/caseWords.ts'

/** The jurors of a level, whose nodes they are, and how they voted. */
export function JuryTable({ level: { level, jurors, verdict } }: { readonly level: CourtLevel }) {
  const { data: nodes } = useNodes()
  const nodeOf = (id: number) => nodes?.find(({ nodeId }) => nodeId === id)
  return (
    <div>
      <h3 className="mb-2 flex flex-wrap items-baseline gap-x-3 font-medium text-sm">
        {level === 0 ? 'First jury' : `Jury ${formatCount(level + 1)}`}
        <span className="font-normal text-muted text-xs">
          {formatCount(jurors.length)} jurors
          {verdict && `, ${VERDICT_WORDS[verdict]}`}
        </span>
      </h3>
      <Table
        caption={`Jurors of level ${level}`}
        rows={jurors}
        rowKey={({ verifierId }) => verifierId}
        columns={[
          {
            head: 'Juror',
            primary: true,
            cell: ({ verifierId }) => <NodeLink nodeId={verifierId} />,
          },
          {
            head: 'Operator',
            cell: ({ verifierId }) => {
              const node = nodeOf(verifierId)
              return node ? <AddressText address={node.owner} /> : '–'
            },
          },
          {
            head: 'Group',
            align: 'end',
            cell: ({ verifierId }) => {
              const group = nodeOf(verifierId)?.operatorGroup
              return group ? formatCount(group) : 'none'
            },
          },
          { head: 'Vote', cell: (juror) => <Vote juror={juror} /> },
          {
            head: 'Opened in',
            align: 'end',
            cell: ({ txHash }) => (txHash ? <TxLink hash={txHash} /> : '–'),
          },
        ]}
      />
    </div>
  )
}

function Vote({ juror: { commitment, guilty } }: { readonly juror: JurorRecord }) {
  if (guilty === true) return <Chip tone="bad">guilty</Chip>
  if (guilty === false) return <Chip tone="good">not guilty</Chip>
  return commitment ? <Chip tone="accent">sealed</Chip> : <Chip>none yet</Chip>
}
