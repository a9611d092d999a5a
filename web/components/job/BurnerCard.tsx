'use client'

/** The burner's key: take it away, or forget it. */

import { useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { CopyButton } from '@/components/ui/CopyButton.tsx'
import { Dialog } from '@/components/ui/Dialog.tsx'
import { AddressText } from '@/components/ui/HashText.tsx'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { forgetBurnerKey, readBurnerKey } from '@/lib/wallet/burnerKey.ts'

export function BurnerCard() {
  const { address, disconnect } = useWallet()
  const [open, setOpen] = useState<'export' | 'forget'>()
  const close = () => setOpen(undefined)
  const forget = async () => {
    close()
    await disconnect()
    forgetBurnerKey()
  }
  return (
    <Card title="Burner wallet" note="for worthless coins only">
      <p className="text-muted text-sm leading-relaxed">
        The key of {address && <AddressText address={address} />} lies in this browser's storage.
        Whoever reads that storage has the key.
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button size="small" onClick={() => setOpen('export')}>
          Export the key
        </Button>
        <Button size="small" kind="danger" onClick={() => setOpen('forget')}>
          Forget the wallet
        </Button>
      </div>
      <Dialog
        title="The burner's private key"
        description="Whoever has it can spend what the wallet holds."
        open={open === 'export'}
        onClose={close}
      >
        <p className="break-all rounded-md bg-sunken p-3 font-mono text-xs">
          {open === 'export' ? readBurnerKey() : ''}
        </p>
        <CopyButton text={readKey(open)} label="Copy the key" />
      </Dialog>
      <Dialog
        title="Forget this wallet?"
        description="Without the exported key, what it holds and the rests of its jobs are lost."
        open={open === 'forget'}
        onClose={close}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Keep it</Button>
          <Button kind="danger" onClick={() => void forget()}>
            Forget it
          </Button>
        </div>
      </Dialog>
    </Card>
  )
}

/** Read only while it is shown: a key has no business in a page otherwise. */
function readKey(open: 'export' | 'forget' | undefined): string {
  return open === 'export' ? (readBurnerKey() ?? '') : ''
}
