'use client'

/** Gives pages the wallet (lib/wallet/wallet.ts) by `useWallet()`. */

import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { WitanError } from '#protocol/errors.ts'
import { loadSite } from '@/lib/loadSite.ts'
import { NO_WALLET, type Wallet } from '@/lib/wallet/wallet.ts'
import type { WalletSession } from '@/lib/wallet/walletSession.ts'
import { whenIdle } from '@/lib/whenIdle.ts'

const WalletDialog = lazy(async () => {
  const { WalletDialog } = await import('./WalletDialog.tsx')
  return { default: WalletDialog }
})

const WalletContext = createContext<Wallet | undefined>(undefined)

/** Returns the user's wallet; its state changes as the user connects, switches or leaves. */
export function useWallet(): Wallet {
  const wallet = useContext(WalletContext)
  if (!wallet) throw new Error('useWallet is called outside WalletProvider.')
  return wallet
}

let opened: Promise<WalletSession> | undefined

/** Returns the page's one session; wagmi is loaded by the first call. */
function openSession(): Promise<WalletSession> {
  opened ??= Promise.all([loadSite(), import('@/lib/wallet/walletSession.ts')])
    .then(([site, { openWalletSession }]) => openWalletSession(site))
    .catch((error: unknown) => {
      opened = undefined
      throw error
    })
  return opened
}

export function WalletProvider({ children }: { readonly children: ReactNode }) {
  const [session, setSession] = useState<WalletSession>()
  const [dialog, setDialog] = useState<'never' | 'open' | 'closed'>('never')
  useEffect(() => {
    // Without a network there is nothing to connect to; the shell says so.
    whenIdle()
      .then(openSession)
      .then(setSession, () => undefined)
  }, [])
  const state = useSyncExternalStore(
    session?.subscribe ?? subscribeNothing,
    session?.getState ?? noWallet,
    noWallet,
  )
  const wallet = useMemo<Wallet>(
    () => ({
      ...state,
      openDialog: () => setDialog('open'),
      connect: async (choiceId) => await (await openSession()).connect(choiceId),
      disconnect: async () => await session?.disconnect(),
      switchChain: async () => await session?.switchChain(),
      chain: async (label) => {
        if (!session) throw new WitanError('CONFIG_INVALID', 'No wallet is connected. Connect one.')
        return await session.chain(label)
      },
    }),
    [state, session],
  )
  return (
    <WalletContext value={wallet}>
      {children}
      {dialog !== 'never' && (
        <Suspense>
          <WalletDialog open={dialog === 'open'} onClose={() => setDialog('closed')} />
        </Suspense>
      )}
    </WalletContext>
  )
}

function subscribeNothing(): () => void {
  return () => undefined
}

function noWallet() {
  return NO_WALLET
}
