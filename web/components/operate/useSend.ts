'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Chain } from '#chain/chain.ts'
import { WitanError } from '#protocol/errors.ts'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { listActivity } from '@/lib/activity/activityStore.ts'
import { checkActivity } from '@/lib/activity/checkActivity.ts'
import { LIVE } from '@/lib/useChainQuery.ts'

export type Sending = {
  readonly busy: boolean
  /** Why the last one failed; undefined while there is nothing to say. */
  readonly error: unknown
  readonly clear: () => void
  /** Resolves with whether it was done; the transaction is listed in Activity under the label. */
  readonly send: (label: string, act: (chain: Chain) => Promise<unknown>) => Promise<boolean>
}

/** Returns how a form sends its transaction: simulated first, then the wallet, then the block. */
export function useSend(): Sending {
  const wallet = useWallet()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const send: Sending['send'] = async (label, act) => {
    setBusy(true)
    setError(undefined)
    const before = new Set(listActivity().map(({ hash }) => hash))
    try {
      const done = act(await wallet.chain(label))
      await done.catch(() => undefined)
      await assertNotCancelled(label, before)
      await done
      return true
    } catch (problem) {
      setError(problem)
      return false
    } finally {
      await queries.invalidateQueries({ queryKey: [LIVE] })
      setBusy(false)
    }
  }
  return { busy, error, clear: () => setError(undefined), send }
}

/** A transaction that the user took back in the wallet ends well on chain and did nothing. */
async function assertNotCancelled(label: string, before: ReadonlySet<string>): Promise<void> {
  const sent = listActivity().find((entry) => entry.label === label && !before.has(entry.hash))
  if (sent === undefined) return
  const { status } = await checkActivity(sent, Date.now() / 1000).catch(() => sent)
  if (status === 'cancelled') {
    throw new WitanError(
      'ABORTED',
      'You cancelled the transaction in your wallet. Nothing changed.',
    )
  }
}
