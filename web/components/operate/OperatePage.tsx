'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/Button.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { Field, Select } from '@/components/ui/Field.tsx'
import { Loading } from '@/components/ui/Loading.tsx'
import { PageTitle } from '@/components/ui/PageTitle.tsx'
import { WalletGate } from '@/components/wallet/WalletGate.tsx'
import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { useFunds } from '@/lib/useFunds.ts'
import { ChecklistCard } from './ChecklistCard.tsx'
import { checklistOf } from './checklist.ts'
import { useOwnedNodes } from './hooks.ts'
import { NodeView } from './NodeView.tsx'
import type { OwnedNode } from './operatorState.ts'
import { RegisterCard } from './RegisterCard.tsx'

/** Everything that a node's owner does from a wallet; the node's own machine never sees its key. */
export function OperatePage() {
  return (
    <>
      <PageTitle
        title="Operate"
        lead="Stake, price and earn with your own node. The owner acts here, from a wallet; the machine holds keys that can only sign answers and receipts."
        action={<ButtonLink href="/operate/live/">Live node</ButtonLink>}
      />
      <Gate />
    </>
  )
}

/** Without a wallet the way is shown all the same. */
function Gate() {
  const { status } = useWallet()
  if (status === 'ready') return <OwnNodes />
  const reach = { status: 'unknown' } as const
  const ticks = checklistOf({ funds: undefined, owned: undefined, reach, paidJobs: undefined })
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <WalletGate to="own a node">{null}</WalletGate>
      <ChecklistCard ticks={ticks} reaching={{ reach, ask: () => undefined }} />
    </div>
  )
}

function OwnNodes() {
  const { address } = useWallet()
  const router = useRouter()
  const params = useSearchParams()
  const { data: nodes, error, refetch } = useOwnedNodes(address)
  const [registering, setRegistering] = useState(false)
  if (nodes === undefined) {
    if (error)
      return <ErrorBox error={error} retry={refetch} title="Your nodes could not be read." />
    return <Loading what="your nodes" lines={6} />
  }
  const wanted = Number(params.get('node'))
  const owned = nodes.find(({ node }) => node.nodeId === wanted) ?? nodes.at(-1)
  const select = (nodeId: number) => {
    setRegistering(false)
    router.replace(`/operate/?node=${nodeId}`, { scroll: false })
  }
  if (owned === undefined || registering) {
    return <FirstSteps onDone={select} onBack={owned && (() => setRegistering(false))} />
  }
  return (
    <div className="space-y-6">
      <Choice
        nodes={nodes}
        nodeId={owned.node.nodeId}
        onSelect={select}
        onRegister={() => setRegistering(true)}
      />
      <NodeView key={owned.node.nodeId} owned={owned} />
    </div>
  )
}

/** Nothing is registered yet: what to do, in order. */
function FirstSteps({
  onDone,
  onBack,
}: {
  readonly onDone: (nodeId: number) => void
  readonly onBack: (() => void) | undefined
}) {
  const { address } = useWallet()
  const { data: funds } = useFunds(address)
  const reach = { status: 'unknown' } as const
  const ticks = checklistOf({ funds, owned: undefined, reach, paidJobs: undefined })
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 space-y-4">
        {onBack && (
          <Button kind="quiet" size="small" onClick={onBack}>
            Back to your nodes
          </Button>
        )}
        <RegisterCard onDone={onDone} />
      </div>
      <ChecklistCard ticks={ticks} reaching={{ reach, ask: () => undefined }} />
    </div>
  )
}

function Choice({
  nodes,
  nodeId,
  onSelect,
  onRegister,
}: {
  readonly nodes: readonly OwnedNode[]
  readonly nodeId: number
  readonly onSelect: (nodeId: number) => void
  readonly onRegister: () => void
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-3">
      {nodes.length > 1 ? (
        <Field label="Your nodes" className="w-48">
          {(props) => (
            <Select
              {...props}
              value={nodeId}
              onChange={(event) => onSelect(Number(event.target.value))}
            >
              {nodes.map(({ node }) => (
                <option key={node.nodeId} value={node.nodeId}>
                  Node {node.nodeId}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : (
        <span />
      )}
      <Button kind="quiet" size="small" onClick={onRegister}>
        Register another node
      </Button>
    </div>
  )
}
