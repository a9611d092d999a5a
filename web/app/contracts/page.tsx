import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ContractsPage } from '@/components/audit/ContractsPage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Contracts' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <ContractsPage />
    </Suspense>
  )
}
