'use client'

/** Its label is always the next thing to do: connect, switch, get test tokens; then it shows the account. */

import { useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { errorText } from '@/lib/errorText.ts'
import { shortHex } from '@/lib/format.ts'
import { showToast } from '@/lib/showToast.ts'
import { useFunds } from '@/lib/useFunds.ts'
import { useSite } from '@/lib/useSite.ts'
import { useWallet } from './WalletProvider.tsx'

const BURNER = 'Use a burner wallet'

export function WalletButton() {
  const { status, address, choices, openDialog, switchChain } = useWallet()
  const { data: site } = useSite()
  const { data: funds } = useFunds(status === 'ready' ? address : undefined)
  const [busy, setBusy] = useState(false)
  const move = async () => {
    setBusy(true)
    try {
      await switchChain()
    } catch (error) {
      showToast({ id: 'switch', tone: 'bad', title: errorText(error).sentence })
    } finally {
      setBusy(false)
    }
  }
  switch (status) {
    case 'starting':
    case 'connecting':
      return (
        <Button kind="plain" onClick={openDialog} data-wallet="opening">
          Connect
        </Button>
      )
    case 'disconnected': {
      const onlyBurner = choices.every(({ isBurner }) => isBurner)
      const label = onlyBurner ? (choices.length > 0 ? BURNER : 'Install a wallet') : 'Connect'
      return (
        <Button kind="main" onClick={openDialog}>
          {/* a phone's header has room for the short form */}
          <span className="max-sm:hidden">{label}</span>
          <span className="sm:hidden">{label === BURNER ? 'Burner wallet' : label}</span>
        </Button>
      )
    }
    case 'wrongChain':
      return (
        <Button kind="warn" busy={busy} onClick={move}>
          Wrong network: switch to chain {site?.deployment.chainId}
        </Button>
      )
    case 'ready': {
      const poor =
        site?.faucet && funds && (funds.coins === 0n || funds.tokens + funds.deposit === 0n)
      return (
        <Button kind={poor ? 'main' : 'plain'} onClick={openDialog} title={address}>
          {poor ? (
            'Get test tokens'
          ) : (
            <span className="font-mono text-xs">{shortHex(address!)}</span>
          )}
        </Button>
      )
    }
  }
}
