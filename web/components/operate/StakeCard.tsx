'use client'

import { Card } from '@/components/ui/Card.tsx'
import { ErrorBox } from '@/components/ui/ErrorBox.tsx'
import { formatMoney } from '@/lib/format.ts'
import type { Funds } from '@/lib/useFunds.ts'
import { AmountForm } from './AmountForm.tsx'
import { CommandHint } from './CommandHint.tsx'
import { usePending, useStakingRules } from './hooks.ts'
import { LABELS } from './labels.ts'
import type { OwnedNode } from './operatorState.ts'
import { ThawPart } from './ThawPart.tsx'
import { useSend } from './useSend.ts'

/** Puts stake in and takes it out. */
export function StakeCard({
  owned,
  funds,
  now,
}: {
  readonly owned: OwnedNode
  readonly funds: Funds | undefined
  readonly now: number
}) {
  const { nodeId } = owned.node
  const rules = useStakingRules().data
  const { busy, error, send } = useSend()
  const pending = usePending(LABELS.stake(nodeId, 0n))
  const stake = (amount: bigint) =>
    send(LABELS.stake(nodeId, amount), async (chain) => {
      const { stakeWithPermit } = await import('#chain/stakeWithPermit.ts')
      await stakeWithPermit(chain, { nodeId, amount })
    })
  const room = (amount: bigint | undefined) =>
    rules === undefined || !amount
      ? `In the wallet: ${formatMoney(funds?.tokens)}. One signature, one transaction.`
      : `Gives room for ${formatMoney(amount * rules.capacityFactor)} of open jobs.`
  return (
    <Card title="Stake">
      <div className="space-y-6">
        <div className="space-y-3">
          <AmountForm
            label="Add stake, in dollars"
            hint={room}
            action="Stake"
            kind={owned.stake.active === 0n ? 'main' : 'plain'}
            max={funds?.tokens}
            maxName="the wallet’s"
            busy={busy || pending}
            onSend={stake}
          />
          {error !== undefined && <ErrorBox error={error} title="Nothing was staked." />}
          <CommandHint command="witan stake 100" />
        </div>
        <ThawPart owned={owned} rules={rules} now={now} />
      </div>
    </Card>
  )
}
