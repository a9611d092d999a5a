import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ReceiptPage } from '@/components/audit/ReceiptPage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Receipts' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <ReceiptPage />
    </Suspense>
  )
}
