'use client'

import type { OnChainNode } from '#chain/onChainNode.ts'
import { Button, ButtonLink } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { AddressText, HashText, NodeLink } from '@/components/ui/HashText.tsx'
import { KeyValues } from '@/components/ui/KeyValues.tsx'
import { formatTime } from '@/lib/format.ts'
import { CommandHint } from './CommandHint.tsx'
import { usePending } from './hooks.ts'
import { LABELS } from './labels.ts'
import type { Reaching } from './useReach.ts'
import { useSend } from './useSend.ts'

/** The node's keys, whether it takes new jobs, and where it answers. */
export function NodeFacts({
  node,
  reaching,
}: {
  readonly node: OnChainNode
  readonly reaching: Reaching
}) {
  const { nodeId, active } = node
  const { busy, error, send } = useSend()
  const label = active ? LABELS.switchOff(nodeId) : LABELS.switchOn(nodeId)
  const pending = usePending(label)
  const flip = () =>
    send(label, async (chain) => {
      const { setNodeActive } = await import('#chain/setNodeActive.ts')
      await setNodeActive(chain, { nodeId, active: !active })
    })
  const { reach, ask } = reaching
  return (
    <Card
      title="The node"
      action={
        <ButtonLink size="small" href="/operate/live/">
          Open its live page
        </ButtonLink>
      }
    >
      <KeyValues
        rows={[
          ['Public page', <NodeLink key="page" nodeId={nodeId} />],
          ['Signer', <AddressText key="signer" address={node.signer} />],
          ['Peer id', <HashText key="peer" value={node.peerId} ends={6} what="peer id" />],
          ['Registered', formatTime(node.registeredAt)],
          [
            'From this browser',
            <span key="reach" role="status">
              {reach.status === 'reached' ? reach.note : REACH[reach.status]}
            </span>,
          ],
          ['New jobs', active ? 'taken' : 'switched off on chain'],
        ]}
      />
      <div className="mt-4 flex flex-wrap gap-2">
        <Button size="small" busy={reach.status === 'asking'} onClick={ask}>
          Ask it for a quote
        </Button>
        <Button size="small" busy={busy || pending} onClick={flip}>
          {active ? 'Take no new jobs' : 'Take new jobs'}
        </Button>
      </div>
      {reach.status === 'silent' && reach.error !== null && (
        <div className="mt-4">
          <ErrorBox error={reach.error} title="The node could not be asked." />
        </div>
      )}
      {error !== undefined && (
        <div className="mt-4">
          <ErrorBox error={error} title="Nothing was changed." />
        </div>
      )}
      <div className="mt-4">
        <CommandHint command="witan status" />
      </div>
    </Card>
  )
}

const REACH = {
  unknown: 'not asked yet',
  asking: 'asking …',
  silent: 'no answer',
} as const
