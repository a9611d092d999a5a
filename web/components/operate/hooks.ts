'use client'

/** What the operator's page reads: the wallet's nodes, the rules of stake and fee, the chain's clock, what is under way. */

import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Address } from '#protocol/ids.ts'
import { useActivity } from '@/lib/activity/useActivity.ts'
import { requestRpc } from '@/lib/requestRpc.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'
import { isKind } from './labels.ts'
import type { OwnedNode } from './operatorState.ts'

/** Returns the nodes of an account, oldest first. */
export function useOwnedNodes(owner: Address | undefined): UseQueryResult<readonly OwnedNode[]> {
  return useChainQuery(
    ['ownedNodes', owner],
    async (chain) => {
      const [{ listNodes }, { readStake }, { readNodeAccount }] = await Promise.all([
        import('#chain/listNodes.ts'),
        import('#chain/readStake.ts'),
        import('#chain/readNodeAccount.ts'),
      ])
      const nodes = (await listNodes(chain)).filter((node) => node.owner === owner)
      return await Promise.all(
        nodes.map(async (node) => {
          const [stake, account] = await Promise.all([
            readStake(chain, node.nodeId),
            readNodeAccount(chain, node.nodeId),
          ])
          return { node, stake, account }
        }),
      )
    },
    { enabled: owner !== undefined },
  )
}

export type KnownModel = { readonly role: string; readonly modelId: string; readonly nodes: number }

/** Returns the models that nodes of the market offer now, the most offered first. */
export function useKnownModels(): UseQueryResult<readonly KnownModel[]> {
  return useChainQuery(
    ['knownModels'],
    async (chain) => {
      const { listNodes } = await import('#chain/listNodes.ts')
      const offers = (await listNodes(chain)).flatMap((node) => node.offers)
      const counts = Map.groupBy(offers, ({ role, modelId }) => `${role} ${modelId}`)
      return [...counts.values()]
        .map((same) => ({ role: same[0]!.role, modelId: same[0]!.modelId, nodes: same.length }))
        .sort((a, b) => b.nodes - a.nodes)
    },
    { live: false },
  )
}

export type StakingRules = {
  /** Seconds between unstaking and withdrawing. */
  readonly thawSeconds: number
  /** Dollars of open jobs that one dollar of stake gives room for. */
  readonly capacityFactor: bigint
}

/** Returns the constants of the staking contract. */
export function useStakingRules(): UseQueryResult<StakingRules> {
  return useChainQuery(
    ['stakingRules'],
    async (chain) => {
      const { readPublicValues } = await import('#chain/readPublicValues.ts')
      const values = await readPublicValues(chain)
      const numberOf = (wanted: string) =>
        BigInt(
          values.find(({ contract, name }) => contract === 'NodeStaking' && name === wanted)!.value,
        )
      return {
        thawSeconds: Number(numberOf('THAW_PERIOD')),
        capacityFactor: numberOf('CAPACITY_FACTOR'),
      }
    },
    { live: false },
  )
}

/** The fee on this total, in micro-dollars, is the fee in hundredths of a percent. */
const WHOLE = 10_000n

/** Returns the escrow's fee in hundredths of a percent. */
export function useFeeBps(): bigint | undefined {
  return useChainQuery(
    ['feeBps'],
    async (chain) => (await import('#chain/readFee.ts')).readFee(chain, WHOLE),
    { live: false },
  ).data
}

/** Returns the time that contracts go by, Unix seconds: the machine's, or the newest block's where that is ahead. */
export function useChainNow(): number {
  const [now, setNow] = useState(0)
  const block = useChainQuery(['blockTime'], async () => {
    const { timestamp } = await requestRpc<{ readonly timestamp: string }>('eth_getBlockByNumber', [
      'latest',
      false,
    ])
    return Number(timestamp)
  })
  useEffect(() => {
    const tick = () => setNow(Math.floor(Date.now() / 1000))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [])
  return Math.max(now, block.data ?? 0)
}

/** Returns whether a transaction of this kind waits for its block, also after a reload and in another tab. */
export function usePending(kind: string): boolean {
  return useActivity().some(({ status, label }) => status === 'pending' && isKind(label, kind))
}
