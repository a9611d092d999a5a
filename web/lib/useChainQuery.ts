'use client'

/**
 * What the chain says, in a component:
 *
 *   const nodes = useChainQuery(['nodes'], async (chain) => (await import('#chain/listNodes.ts')).listNodes(chain))
 *   if (nodes.data === undefined) {
 *     return nodes.error ? <ErrorBox error={nodes.error} retry={nodes.refetch} /> : <Loading what="the nodes" />
 *   }
 *
 * Import verbs of #chain dynamically, as above, so that viem stays out of the first load. Answers are read again with
 * every new block while the page is visible (`live: false` reads once); the old answer stays meanwhile, and also when
 * the chain cannot be reached: the shell says that it is old.
 */

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Chain } from '#chain/chain.ts'
import { readChain } from './readChain.ts'

/** First part of the keys of what a new block makes old. */
export const LIVE = 'live'

/** Returns what `read` finds on the chain; `key` names it, with every value that `read` depends on. */
export function useChainQuery<T>(
  key: readonly unknown[],
  read: (chain: Chain, options: { readonly signal: AbortSignal }) => Promise<T>,
  options: useChainQuery.Options = {},
): UseQueryResult<T> {
  const { enabled = true, live = true } = options
  return useQuery<T>({
    queryKey: [live ? LIVE : 'fixed', ...key],
    queryFn: async ({ signal }) => await read(await readChain(), { signal }),
    enabled,
  })
}

export declare namespace useChainQuery {
  type Options = {
    /** @default true */
    readonly enabled?: boolean
    /** Reads again with every block. @default true */
    readonly live?: boolean
  }
}
