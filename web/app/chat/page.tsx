import type { Metadata } from 'next'
import { Chat } from '@/components/job/Chat.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'

export const metadata: Metadata = { title: 'Chat' }

export default function ChatPage() {
  return (
    <>
      <PageTitle
        title="Ask the council"
        lead="Your request is planned and sealed in this page, answered by expert nodes, and paid for what arrives."
      />
      <Chat />
    </>
  )
}
