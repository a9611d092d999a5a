'use client'

/** The composer's button: connect, switch, get tokens, or send. Beside it the price, before anything is signed. */

import { useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { askFaucet } from '@/lib/askFaucet.ts'
import { formatMoney } from '@/lib/format.ts'
import { useFunds } from '@/lib/useFunds.ts'
import { useSite } from '@/lib/useSite.ts'

export function SendButton({
  canSend,
  busy,
  lacks,
  most,
  className = '',
}: {
  readonly canSend: boolean
  /** Whether a job runs that has to end first. */
  readonly busy: boolean
  /** Whether wallet and balance hold less than the budget. */
  readonly lacks: boolean
  readonly most: bigint | undefined
  readonly className?: string
}) {
  const wallet = useWallet()
  const { data: site } = useSite()
  const { refetch } = useFunds(wallet.address)
  const [acting, setActing] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const act = async (action: () => unknown) => {
    setActing(true)
    setProblem(undefined)
    try {
      await action()
    } catch (error) {
      setProblem(error)
    } finally {
      setActing(false)
    }
  }
  const next = nextAction()
  return (
    <div className={`space-y-2 ${className}`}>
      <div className="flex items-center justify-end gap-3">
        {most !== undefined && (
          <span className="num text-muted text-sm" title="Most that this request can cost">
            ≤ {formatMoney(most)}
          </span>
        )}
        {next ? (
          <Button kind="main" busy={acting} onClick={() => void act(next.act)}>
            {next.label}
          </Button>
        ) : (
          <Button kind="main" type="submit" busy={busy} disabled={!canSend || lacks}>
            Send
            <kbd className="font-mono text-[0.6875rem] opacity-80">Ctrl ⏎</kbd>
          </Button>
        )}
      </div>
      {lacks && !next && (
        <p role="alert" className="max-w-xs text-bad text-xs">
          Your wallet and balance together hold less than the budget. Lower it or add funds.
        </p>
      )}
      {problem !== undefined && <ErrorBox error={problem} />}
    </div>
  )

  function nextAction(): { readonly label: string; readonly act: () => unknown } | undefined {
    const { status, address } = wallet
    if (status === 'wrongChain') return { label: 'Switch network', act: wallet.switchChain }
    if (status !== 'ready') return { label: 'Connect a wallet', act: wallet.openDialog }
    if (!lacks || !site?.faucet || !address) return undefined
    return {
      label: 'Get test tokens',
      act: async () => {
        await askFaucet(address)
        await refetch()
      },
    }
  }
}
