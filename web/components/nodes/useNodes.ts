'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'

/** Returns every registered node with its offers and stake, read again with every block. */
export function useNodes(): UseQueryResult<readonly OnChainNode[]> {
  return useChainQuery(['nodes'], async (chain) =>
    (await import('#chain/listNodes.ts')).listNodes(chain),
  )
}
