import type { Metadata } from 'next'
import { Suspense } from 'react'
import { OperatePage } from '@/components/operate/OperatePage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Operate' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <OperatePage />
    </Suspense>
  )
}
