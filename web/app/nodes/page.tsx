import type { Metadata } from 'next'
import { Suspense } from 'react'
import { NodesPage } from '@/components/nodes/NodesPage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Nodes' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <NodesPage />
    </Suspense>
  )
}
