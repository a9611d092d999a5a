'use client'

import type { OnChainNode } from '#chain/onChainNode.ts'
import { Chip, type Tone } from '@/components/ui/Chip.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { AddressText, NodeLink } from '@/components/ui/HashText.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatMoney } from '@/lib/format.ts'
import { lowestPrice, type NodeState, nodeState, rolesOf } from '@/lib/market/nodeTraits.ts'

const TONES: Readonly<Record<NodeState, Tone>> = {
  'takes jobs': 'good',
  'no room': 'warn',
  'not staked': 'warn',
  'offers nothing': 'neutral',
  inactive: 'neutral',
}

/** A node's state as a mark. */
export function NodeStateChip({ node }: { readonly node: OnChainNode }) {
  const state = nodeState(node)
  return (
    <Chip tone={TONES[state]} mark>
      {state}
    </Chip>
  )
}

/** Nodes as rows, sortable; the ones that take jobs and have the most at stake first. */
export function NodeTable({ nodes }: { readonly nodes: readonly OnChainNode[] }) {
  return (
    <Table
      caption="Nodes"
      rows={nodes}
      rowKey={({ nodeId }) => nodeId}
      initialOrder={{ head: 'Stake', descending: true }}
      empty={<EmptyState title="No node fits">Another word or role may find some.</EmptyState>}
      columns={[
        {
          head: 'Node',
          primary: true,
          cell: ({ nodeId }) => <NodeLink nodeId={nodeId} />,
          sort: ({ nodeId }) => nodeId,
        },
        { head: 'State', cell: (node) => <NodeStateChip node={node} />, sort: nodeState },
        {
          head: 'Roles',
          cell: (node) => rolesOf(node).join(', ') || 'none',
          sort: (node) => rolesOf(node).join(),
        },
        {
          head: 'From, per 1k tokens',
          align: 'end',
          cell: (node) => formatMoney(lowestPrice(node)),
          sort: (node) => lowestPrice(node) ?? 0n,
        },
        {
          head: 'Stake',
          align: 'end',
          cell: ({ stake }) => formatMoney(stake),
          sort: ({ stake }) => stake,
        },
        {
          head: 'Room for jobs',
          align: 'end',
          cell: ({ room }) => formatMoney(room),
          sort: ({ room }) => room,
        },
        {
          head: 'Owner',
          align: 'end',
          cell: ({ owner }) => <AddressText address={owner} />,
          sort: ({ owner }) => owner,
        },
      ]}
    />
  )
}
