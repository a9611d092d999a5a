'use client'

/** What the wallet holds, and on a devnet how to get some. */

import { useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { askFaucet } from '@/lib/askFaucet.ts'
import { formatMoney } from '@/lib/format.ts'
import { useFunds } from '@/lib/useFunds.ts'
import { useSite } from '@/lib/useSite.ts'
import { useWallet } from './WalletProvider.tsx'

export function Funds() {
  const { address } = useWallet()
  const { data: site } = useSite()
  const { data: funds, error, refetch } = useFunds(address)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  if (error) return <ErrorBox error={error} retry={refetch} />
  const get = async () => {
    if (!address) return
    setBusy(true)
    setProblem(undefined)
    try {
      await askFaucet(address)
      await refetch()
    } catch (reason) {
      setProblem(reason)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="space-y-3">
      <KeyValues
        rows={[
          ['In the wallet', formatMoney(funds?.tokens)],
          ['On deposit in the escrow', formatMoney(funds?.deposit)],
          ['Coins for gas', funds ? `${formatCoins(funds.coins)} ETH` : '–'],
        ]}
      />
      {site?.faucet && (
        <Button busy={busy} onClick={get}>
          Get test tokens
        </Button>
      )}
      {problem !== undefined && <ErrorBox error={problem} />}
    </div>
  )
}

function formatCoins(wei: bigint): string {
  return (Number(wei / 10n ** 12n) / 1e6).toFixed(4)
}
