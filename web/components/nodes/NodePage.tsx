'use client'

import { useSearchParams } from 'next/navigation'
import type { OnChainNode } from '#chain/onChainNode.ts'
import type { NodeAccount } from '#chain/readNodeAccount.ts'
import type { Stake } from '#chain/readStake.ts'
import { isWitanError } from '#protocol/errors.ts'
import { type NodeId, parseNodeId } from '#protocol/ids.ts'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { rolesOf } from '@/lib/market/nodeTraits.ts'
import { useBlock } from '@/lib/useBlock.ts'
import { useChainQuery } from '@/lib/useChainQuery.ts'
import { NodeEarnings } from './NodeEarnings.tsx'
import { NodeFacts } from './NodeFacts.tsx'
import { NodeRecord } from './NodeRecord.tsx'
import { StaleNote } from './StaleNote.tsx'

/** What the contracts hold of one node. */
export type NodeDetails = {
  readonly node: OnChainNode
  readonly stake: Stake
  readonly account: NodeAccount
}

/** One node: what it offers, what it has at stake, how it was judged, what it earned. */
export function NodePage() {
  const id = useSearchParams().get('id') ?? ''
  const nodeId = nodeIdIn(id)
  return (
    <>
      <PageTitle
        title={nodeId === undefined ? 'Node' : `Node ${nodeId}`}
        crumb={{ href: '/nodes/', title: 'Nodes' }}
        action={
          nodeId !== undefined && (
            <ButtonLink href={`/audit/?node=${nodeId}`}>All its events</ButtonLink>
          )
        }
      />
      {nodeId === undefined ? (
        <EmptyState
          title={id === '' ? 'No node is named' : 'This is no node number'}
          action={<ButtonLink href="/nodes/">See all nodes</ButtonLink>}
        />
      ) : (
        <Node key={nodeId} nodeId={nodeId} />
      )}
    </>
  )
}

function Node({ nodeId }: { readonly nodeId: NodeId }) {
  const block = useBlock()
  const details = useChainQuery(['node', nodeId], async (chain): Promise<NodeDetails | null> => {
    const [{ readNode }, { readStake }, { readNodeAccount }] = await Promise.all([
      import('#chain/readNode.ts'),
      import('#chain/readStake.ts'),
      import('#chain/readNodeAccount.ts'),
    ])
    const [node, stake, account] = await Promise.all([
      readNode(chain, nodeId),
      readStake(chain, nodeId),
      readNodeAccount(chain, nodeId),
    ])
    return node ? { node, stake, account } : null
  })
  if (details.data) {
    return (
      <div className="space-y-6">
        <StaleNote failed={details.error !== null || block.status === 'unreachable'} />
        <NodeFacts details={details.data} block={block.number} />
        <NodeRecord nodeId={nodeId} roles={rolesOf(details.data.node)} />
        <NodeEarnings nodeId={nodeId} />
      </div>
    )
  }
  if (details.error) return <ErrorBox error={details.error} retry={details.refetch} />
  if (details.isPending) return <Loading what={`node ${nodeId}`} lines={6} />
  return (
    <EmptyState
      title={`Node ${nodeId} was never registered`}
      action={<ButtonLink href="/nodes/">See all nodes</ButtonLink>}
    >
      Numbers are given in order of registration. It may come with a later block.
    </EmptyState>
  )
}

function nodeIdIn(text: string): NodeId | undefined {
  try {
    return parseNodeId(text.trim())
  } catch (error) {
    if (isWitanError(error)) return undefined
    throw error
  }
}
