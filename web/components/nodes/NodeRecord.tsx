'use client'

import type { ReactNode } from 'react'
import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { Card } from '@/components/ui/Card.tsx'
import { NodeCases } from './NodeCases.tsx'
import { NodeConvictions } from './NodeConvictions.tsx'
import { NodeProbes } from './NodeProbes.tsx'
import { NodeWeights } from './NodeWeights.tsx'
import { VerifyWeights } from './VerifyWeights.tsx'

/** What the ledger counts of a node, what verifiers found, and what the court punished it for. */
export function NodeRecord({
  nodeId,
  roles,
}: {
  readonly nodeId: NodeId
  readonly roles: readonly Role[]
}) {
  return (
    <>
      <Card title="Record" note="from the reputation ledger, the bench and the court">
        <div className="space-y-6">
          <Part id="record-weight" title="Weight by role">
            <NodeWeights nodeId={nodeId} roles={roles} />
          </Part>
          <Part id="record-probes" title="Probes">
            <NodeProbes nodeId={nodeId} />
          </Part>
          <Part id="record-cases" title="Cases">
            <NodeCases nodeId={nodeId} />
          </Part>
          <Part id="record-convictions" title="Convictions">
            <NodeConvictions nodeId={nodeId} />
          </Part>
        </div>
      </Card>
      {roles.length > 0 && <VerifyWeights nodeId={nodeId} roles={roles} />}
    </>
  )
}

function Part({
  id,
  title,
  children,
}: {
  readonly id: string
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-2 font-medium text-sm">
        {title}
      </h3>
      {children}
    </section>
  )
}
