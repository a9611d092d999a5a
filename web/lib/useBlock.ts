'use client'

/** The newest block that this page has seen, and whether the chain still answers. */

import { useQuery } from '@tanstack/react-query'
import { requestRpc } from './requestRpc.ts'
import { useSite } from './useSite.ts'

export type BlockState = {
  readonly status: 'starting' | 'live' | 'unreachable'
  /** Undefined until the chain answered once. */
  readonly number: bigint | undefined
  readonly error: Error | undefined
}

const POLL_MS = { local: 1_000, remote: 4_000 }

/** Returns the newest block; asked for again every few seconds while the page is visible. */
export function useBlock(): BlockState {
  const { data: site, error: siteError } = useSite()
  const { data, error } = useQuery({
    queryKey: ['blockNumber'],
    queryFn: async ({ signal }) => BigInt(await requestRpc<string>('eth_blockNumber', [], signal)),
    enabled: site !== undefined,
    refetchInterval: site?.faucet ? POLL_MS.local : POLL_MS.remote,
    retry: false,
  })
  const problem = siteError ?? error ?? undefined
  if (problem) return { status: 'unreachable', number: data, error: problem }
  return { status: data === undefined ? 'starting' : 'live', number: data, error: undefined }
}
