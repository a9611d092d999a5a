'use client'

/** What every page stands on: the cache of what was read, the wallet, the watch over sent transactions. */

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ActivityWatcher } from './activity/ActivityWatcher.tsx'
import { BlockWatcher } from './BlockWatcher.tsx'
import { WalletProvider } from './wallet/WalletProvider.tsx'

/** The chain's answers are renewed by blocks, not by time; reading again is up to the reader, not to the cache. */
const QUERY_DEFAULTS = { staleTime: 30_000, retry: false, refetchOnWindowFocus: false } as const

export function Providers({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: QUERY_DEFAULTS } }))
  return (
    <QueryClientProvider client={queries}>
      <BlockWatcher />
      <ActivityWatcher />
      <WalletProvider>{children}</WalletProvider>
    </QueryClientProvider>
  )
}
