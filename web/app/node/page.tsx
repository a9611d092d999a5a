import type { Metadata } from 'next'
import { Suspense } from 'react'
import { NodePage } from '@/components/nodes/NodePage.tsx'
import { Loading } from '@/components/ui/Loading.tsx'

export const metadata: Metadata = { title: 'Node' }

export default function Page() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <NodePage />
    </Suspense>
  )
}
