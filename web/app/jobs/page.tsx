import type { Metadata } from 'next'
import { Jobs } from '@/components/job/Jobs.tsx'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'

export const metadata: Metadata = { title: 'Jobs' }

export default function JobsPage() {
  return (
    <>
      <PageTitle
        title="Your jobs"
        lead="Kept in this browser only. What a job paid is on chain; what it asked is not."
        action={<ButtonLink href="/chat/">New job</ButtonLink>}
      />
      <Jobs />
    </>
  )
}
