import type { Metadata } from 'next'
import { Suspense } from 'react'
import { JobPage } from '@/components/job/JobPage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'

export const metadata: Metadata = { title: 'Job' }

export default function JobRoute() {
  return (
    <Suspense
      fallback={
        <>
          <PageTitle title="Job" />
          <Loading what="the job" />
        </>
      }
    >
      <JobPage />
    </Suspense>
  )
}
