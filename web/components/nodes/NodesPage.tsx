'use client'

import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { ROLES } from '#protocol/role.ts'
import { ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { DownloadButtons } from '@/components/ui/DownloadButtons.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Field, Input, Select } from '@/components/ui/Field.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { formatCount } from '@/lib/format.ts'
import { findNodes } from '@/lib/market/nodeTraits.ts'
import { useBlock } from '@/lib/useBlock.ts'
import { NodeTable } from './NodeTable.tsx'
import { nodeRecord } from './nodeRecord.ts'
import { StaleNote } from './StaleNote.tsx'
import { useNodes } from './useNodes.ts'

/** Every registered node: who answers, at what price, with what at stake. */
export function NodesPage() {
  const nodes = useNodes()
  const block = useBlock()
  return (
    <>
      <PageTitle
        title="Nodes"
        lead="Who answers, at what price, with what at stake. All of it is what the contracts say; whether a node is online is known when it is asked for a quote."
        action={<ButtonLink href="/operate/">Run a node</ButtonLink>}
      />
      {nodes.error && !nodes.data && <ErrorBox error={nodes.error} retry={nodes.refetch} />}
      {nodes.isPending && <Loading what="the nodes" lines={6} />}
      {nodes.data && (
        <div className="space-y-4">
          <StaleNote failed={nodes.error !== null || block.status === 'unreachable'} />
          <NodeList nodes={nodes.data} block={block.number} />
        </div>
      )}
    </>
  )
}

function NodeList({
  nodes,
  block,
}: {
  readonly nodes: readonly OnChainNode[]
  readonly block: bigint | undefined
}) {
  const params = useSearchParams()
  const [text, setText] = useState(params.get('q') ?? '')
  const [role, setRole] = useState('')
  if (nodes.length === 0) return <NoNodes />
  const found = findNodes(nodes, { text, role })
  return (
    <Card
      title="Registered nodes"
      note={`${formatCount(found.length)} of ${formatCount(nodes.length)}${block === undefined ? '' : `, as of block ${formatCount(block)}`}`}
      action={<DownloadButtons name="nodes" records={found.map(nodeRecord)} />}
    >
      <div className="mb-4 grid gap-3 sm:grid-cols-[1fr_12rem]">
        <Field label="Search">
          {(props) => (
            <Input
              {...props}
              type="search"
              placeholder="Number, owner, peer id, model"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label="Role">
          {(props) => (
            <Select {...props} value={role} onChange={(event) => setRole(event.target.value)}>
              <option value="">Any role</option>
              {ROLES.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <NodeTable nodes={found} />
    </Card>
  )
}

function NoNodes() {
  return (
    <EmptyState
      title="No node is registered yet"
      action={<ButtonLink href="/operate/">Run the first node</ButtonLink>}
    >
      On this machine <code className="font-mono text-xs">npm run dev</code> starts several.
    </EmptyState>
  )
}
