import type { Metadata } from 'next'
import { Suspense } from 'react'
import { StatsPage } from '@/components/nodes/StatsPage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Stats' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <StatsPage />
    </Suspense>
  )
}
