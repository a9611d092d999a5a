'use client'

import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { Card } from '@/components/ui/Card.tsx'
import { NodeConvictions } from './NodeConvictions.tsx'
import { NodeWeights } from './NodeWeights.tsx'

/** What the ledger counts of a node, and what the court punished it for. */
export function NodeRecord({
  nodeId,
  roles,
}: {
  readonly nodeId: NodeId
  readonly roles: readonly Role[]
}) {
  return (
    <Card title="Record" note="from the reputation ledger and the court">
      <div className="space-y-6">
        <section aria-labelledby="record-weight">
          <h3 id="record-weight" className="mb-2 font-medium text-sm">
            Weight by role
          </h3>
          <NodeWeights nodeId={nodeId} roles={roles} />
        </section>
        <section aria-labelledby="record-convictions">
          <h3 id="record-convictions" className="mb-2 font-medium text-sm">
            Convictions
          </h3>
          <NodeConvictions nodeId={nodeId} />
        </section>
      </div>
    </Card>
  )
}
