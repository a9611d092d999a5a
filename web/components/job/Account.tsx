'use client'

/** The requester's money and limits: balance in the escrow, caps, what this browser keeps. */

import { WalletGate } from '@/components/wallet/WalletGate.tsx'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { BalanceCard } from './BalanceCard.tsx'
import { BurnerCard } from './BurnerCard.tsx'
import { CapsCard } from './CapsCard.tsx'
import { KeptCard } from './KeptCard.tsx'

export function Account() {
  const { isBurner } = useWallet()
  return (
    <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
      <div className="space-y-5">
        <WalletGate to="see and move your balance">
          <BalanceCard />
        </WalletGate>
        {isBurner && <BurnerCard />}
      </div>
      <div className="space-y-5">
        <CapsCard />
        <KeptCard />
      </div>
    </div>
  )
}
