import type { Metadata } from 'next'
import { Suspense } from 'react'
import { TransactionPage } from '@/components/audit/TransactionPage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Transaction' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <TransactionPage />
    </Suspense>
  )
}
