import type { Metadata } from 'next'
import { Suspense } from 'react'
import { CasePage } from '@/components/court/CasePage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Court' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <CasePage />
    </Suspense>
  )
}
