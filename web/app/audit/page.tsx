import type { Metadata } from 'next'
import { Suspense } from 'react'
import { AuditPage } from '@/components/audit/AuditPage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Audit' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <AuditPage />
    </Suspense>
  )
}
