import type { Metadata } from 'next'
import { LivePage } from '@/components/operate/live/LivePage.tsx'

export const metadata: Metadata = { title: 'Live node' }

export default function Page() {
  return <LivePage />
}
