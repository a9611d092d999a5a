'use client'

import { useSearchParams } from 'next/navigation'
import type { Hex } from '#protocol/bytes.ts'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { CaseView } from './CaseView.tsx'
import { ConvictionView } from './ConvictionView.tsx'
import { CourtLists } from './CourtLists.tsx'

const AUDIT = { href: '/audit/', title: 'Audit' }
const COURT = { href: '/case/', title: 'Court' }

/** A case, a proven fault, or both in lists: by what the address names. */
export function CasePage() {
  const params = useSearchParams()
  const id = params.get('id')?.trim()
  const proof = params.get('proof')?.trim().toLowerCase()
  if (proof !== undefined) return <Proof txHash={proof} />
  if (id !== undefined) return <Case id={id} />
  return (
    <>
      <PageTitle
        title="Court"
        lead="What nodes were accused of and punished for. A fault that shows in what a node signed is proven in one transaction; what only the model can tell is judged by a jury."
        crumb={AUDIT}
        action={<ButtonLink href="/audit/?type=slashes">Slashes in the feed</ButtonLink>}
      />
      <CourtLists />
    </>
  )
}

function Proof({ txHash }: { readonly txHash: string }) {
  const isHash = /^0x[0-9a-f]{64}$/.test(txHash)
  return (
    <>
      <PageTitle
        title="Proven fault"
        lead="A punishment, with its evidence run again from the transaction that brought it."
        crumb={COURT}
      />
      {isHash ? (
        <ConvictionView key={txHash} txHash={txHash as Hex} />
      ) : (
        <NoSuch title="This is no transaction hash">
          A proof is named by the transaction that showed it: 0x and 64 hex digits.
        </NoSuch>
      )}
    </>
  )
}

function Case({ id }: { readonly id: string }) {
  const caseId = /^[1-9]\d{0,17}$/.test(id) ? BigInt(id) : undefined
  return (
    <>
      <PageTitle title={caseId === undefined ? 'Case' : `Case ${caseId}`} crumb={COURT} />
      {caseId === undefined ? (
        <NoSuch title="This is no case number">Cases are numbered from 1.</NoSuch>
      ) : (
        <CaseView key={id} caseId={caseId} />
      )}
    </>
  )
}

function NoSuch({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <EmptyState title={title} action={<ButtonLink href="/case/">See all cases</ButtonLink>}>
      {children}
    </EmptyState>
  )
}
