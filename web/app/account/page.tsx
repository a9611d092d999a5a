import type { Metadata } from 'next'
import { Account } from '@/components/job/Account.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'

export const metadata: Metadata = { title: 'Account' }

export default function AccountPage() {
  return (
    <>
      <PageTitle
        title="Account"
        lead="Your balance in the escrow, your own limits, and what this browser keeps."
      />
      <Account />
    </>
  )
}
