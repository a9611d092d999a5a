'use client'

import { requestRpc } from './requestRpc.ts'
import { useChainQuery } from './useChainQuery.ts'

/** Returns the time of the newest block, Unix seconds: what contracts go by, ahead of the wall clock on local chains. */
export function useBlockTime(): number | undefined {
  return useChainQuery(['blockTime'], async (_, { signal }) => {
    const params = ['latest', false]
    const block = await requestRpc<{ timestamp: string }>('eth_getBlockByNumber', params, signal)
    return Number(block.timestamp)
  }).data
}
