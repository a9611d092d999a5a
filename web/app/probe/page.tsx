import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ProbePage } from '@/components/court/ProbePage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Probes' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <ProbePage />
    </Suspense>
  )
}
