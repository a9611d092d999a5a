import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <>
      <PageTitle
        title="There is no such page"
        lead="Jobs, nodes and transactions are found by their number or hash: press / to search."
      />
      <div className="flex flex-wrap gap-3">
        <ButtonLink kind="main" href="/">
          Go to the start
        </ButtonLink>
        <ButtonLink href="/help/">Help</ButtonLink>
      </div>
    </>
  )
}
