'use client'

/** Whether a node answers this browser, as it would answer a requester: its record is found, and it signs a quote. */

import { useQuery } from '@tanstack/react-query'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { isWitanError } from '#protocol/errors.ts'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'

export type Reach =
  | { readonly status: 'unknown' | 'asking' }
  | { readonly status: 'reached'; readonly addresses: readonly string[]; readonly note: string }
  | { readonly status: 'silent'; readonly error: unknown }

export type Reaching = { readonly reach: Reach; readonly ask: () => void }

/** A node is found and answers within a second or two. */
const PATIENCE_MS = 15_000

/** Returns what is known, and how to ask again; the network's code is loaded by the first question. */
export function useReach(node: OnChainNode | undefined): Reaching {
  const wallet = useWallet()
  const query = useQuery({
    queryKey: ['reach', node?.nodeId],
    enabled: node !== undefined && node.offers.length > 0 && wallet.status === 'ready',
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { openClient } = await import('@/lib/browserClient.ts')
      const { transport } = await openClient(wallet)
      const signal = AbortSignal.timeout(PATIENCE_MS)
      const found = await transport.findRecord(node!.nodeId, { signal })
      if (found === undefined) return undefined
      const { addresses } = found.record
      const request = { role: node!.offers[0]!.role, mode: 'transit', ...PROBE_SIZE } as const
      try {
        await transport.fetchQuote(addresses, request, { signal })
        return { addresses, note: 'It signed a quote.' }
      } catch (error) {
        if (!isWitanError(error, 'NODE_BUSY')) throw error
        return { addresses, note: 'It answers, but takes nothing new: paused or full.' }
      }
    },
  })
  return { reach: reachOf(query), ask: () => void query.refetch() }
}

const PROBE_SIZE = { maxInputBytes: 1024, maxOutputTokens: 16 }

function reachOf(query: {
  readonly data: { readonly addresses: readonly string[]; readonly note: string } | undefined
  readonly error: unknown
  readonly isFetching: boolean
  readonly status: 'pending' | 'error' | 'success'
}): Reach {
  if (query.isFetching) return { status: 'asking' }
  if (query.data) return { status: 'reached', ...query.data }
  if (query.status === 'pending') return { status: 'unknown' }
  return { status: 'silent', error: query.error }
}
