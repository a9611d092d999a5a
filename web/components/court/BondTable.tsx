'use client'

import type { CourtCase } from '#chain/courtCase.ts'
import { Chip } from '@/components/ui/Chip.tsx'
import { AddressText } from '@/components/ui/HashText.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatMoney } from '@/lib/format.ts'

/** Who put up what, for which side, and what became of it. */
export function BondTable({ courtCase }: { readonly courtCase: CourtCase }) {
  const rows = courtCase.bonds.map((bond, level) => ({ ...bond, level }))
  return (
    <Table
      caption={`Bonds of case ${courtCase.caseId}`}
      rows={rows}
      rowKey={({ level }) => level}
      columns={[
        {
          head: 'For',
          primary: true,
          cell: ({ level }) => (level === 0 ? 'the accusation' : `appeal ${level}`),
        },
        { head: 'Stands for', cell: ({ accuses }) => (accuses ? 'guilty' : 'not guilty') },
        { head: 'Bond', align: 'end', cell: ({ amount }) => formatMoney(amount) },
        { head: 'Paid by', cell: ({ payer }) => <AddressText address={payer} /> },
        {
          head: 'Now',
          align: 'end',
          cell: ({ accuses }) => <Fate of={courtCase} accuses={accuses} />,
        },
      ]}
    />
  )
}

function Fate({
  of: { phase, verdict },
  accuses,
}: {
  readonly of: CourtCase
  readonly accuses: boolean
}) {
  if (phase !== 'closed') return <Chip>held</Chip>
  const returned = verdict === 'hung' || accuses === (verdict === 'guilty')
  return returned ? <Chip tone="good">given back</Chip> : <Chip tone="bad">lost</Chip>
}
