'use client'

/**
 * Shows its children once a wallet is ready, else what to do for it:
 *   <WalletGate to="stake"><StakeForm/></WalletGate>
 */

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { WalletButton } from './WalletButton.tsx'
import { useWallet } from './WalletProvider.tsx'

export function WalletGate({
  to,
  children,
}: {
  /** What the wallet is needed for: "stake", "see your balance". */
  readonly to: string
  readonly children: ReactNode
}) {
  const { status, openDialog } = useWallet()
  if (status === 'ready') return children
  if (status === 'wrongChain') {
    return (
      <EmptyState title="Your wallet is on another network" action={<WalletButton />}>
        Reading works all the same. To {to}, the wallet has to be on the contracts' chain.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={`Connect a wallet to ${to}`}
      action={
        <Button kind="main" onClick={openDialog}>
          Connect a wallet
        </Button>
      }
    >
      Nothing is signed or sent before you say so in the wallet.
    </EmptyState>
  )
}
