'use client'

/** Which wallet to use; once connected, the account and how to leave. */

import { useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { Dialog } from '@/components/ui/Dialog.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { AddressText } from '@/components/ui/HashText.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import type { WalletChoice } from '@/lib/wallet/wallet.ts'
import { Funds } from './Funds.tsx'
import { useWallet } from './WalletProvider.tsx'

export function WalletDialog({
  open,
  onClose,
}: {
  readonly open: boolean
  readonly onClose: () => void
}) {
  const { address } = useWallet()
  return (
    <Dialog
      title={address ? 'Your wallet' : 'Connect a wallet'}
      description={address ? undefined : 'Reading needs none. Paying for jobs and staking do.'}
      open={open}
      onClose={onClose}
    >
      {address ? <Account onLeave={onClose} /> : <Choices onDone={onClose} />}
    </Dialog>
  )
}

function Choices({ onDone }: { readonly onDone: () => void }) {
  const { status, choices, connect } = useWallet()
  const [busy, setBusy] = useState<string>()
  const [error, setError] = useState<unknown>()
  const choose = async (id: string) => {
    setBusy(id)
    setError(undefined)
    try {
      await connect(id)
      onDone()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(undefined)
    }
  }
  if (status === 'starting') return <Loading what="the wallets of this browser" lines={2} />
  const installed = choices.filter(({ isBurner }) => !isBurner)
  return (
    <>
      <ul className="space-y-2">
        {choices.map((choice) => (
          <li key={choice.id}>
            <Choice choice={choice} busy={busy === choice.id} onChoose={() => choose(choice.id)} />
          </li>
        ))}
      </ul>
      {installed.length === 0 && (
        <p className="text-muted text-sm leading-relaxed">
          This browser has no wallet extension. Install one that announces itself to pages
          (EIP-6963) and reload.
        </p>
      )}
      {error !== undefined && <ErrorBox error={error} />}
    </>
  )
}

function Choice({
  choice,
  busy,
  onChoose,
}: {
  readonly choice: WalletChoice
  readonly busy: boolean
  readonly onChoose: () => void
}) {
  const { name, icon, isBurner } = choice
  return (
    <Button
      className="w-full justify-start! min-h-14! text-left whitespace-normal!"
      busy={busy}
      onClick={onChoose}
    >
      {icon ? (
        // biome-ignore lint/performance/noImgElement: a data: address needs no loader
        <img src={icon} alt="" className="size-7 rounded" />
      ) : (
        <span
          aria-hidden="true"
          className="grid size-7 place-items-center rounded bg-sunken text-sm"
        >
          {isBurner ? '◍' : '▣'}
        </span>
      )}
      <span>
        <span className="block">{name}</span>
        {isBurner && (
          <span className="block font-normal text-muted text-xs">
            Key in this browser's storage. For this devnet's worthless coins only.
          </span>
        )}
      </span>
    </Button>
  )
}

function Account({ onLeave }: { readonly onLeave: () => void }) {
  const { address, name, disconnect } = useWallet()
  return (
    <div className="space-y-4">
      <p className="flex flex-wrap items-center justify-between gap-2 text-sm">
        <span className="text-muted">{name}</span>
        {address && <AddressText address={address} />}
      </p>
      <Funds />
      <div className="flex justify-end">
        <Button
          kind="danger"
          onClick={() => {
            onLeave()
            void disconnect()
          }}
        >
          Disconnect
        </Button>
      </div>
    </div>
  )
}
