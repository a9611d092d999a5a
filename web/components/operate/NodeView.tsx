'use client'

import { useWallet } from '@/components/wallet/WalletProvider.tsx'
import { useMarketBooks } from '@/lib/market/useMarketBooks.ts'
import { useFunds } from '@/lib/useFunds.ts'
import { ChecklistCard } from './ChecklistCard.tsx'
import { checklistOf } from './checklist.ts'
import { EarningsCard } from './EarningsCard.tsx'
import { totalsOf } from './earnings.ts'
import { useChainNow } from './hooks.ts'
import { NodeFacts } from './NodeFacts.tsx'
import { OffersCard } from './OffersCard.tsx'
import type { OwnedNode } from './operatorState.ts'
import { StakeCard } from './StakeCard.tsx'
import { StatusCard } from './StatusCard.tsx'
import { useReach } from './useReach.ts'

/** One node of the wallet; the checklist goes once all of it is done. */
export function NodeView({ owned }: { readonly owned: OwnedNode }) {
  const { address } = useWallet()
  const { data: funds } = useFunds(address)
  const market = useMarketBooks()
  const reaching = useReach(owned.node)
  const now = useChainNow()
  const payments = market.books?.payments.filter(({ nodeId }) => nodeId === owned.node.nodeId)
  const totals = payments && totalsOf(payments)
  const ticks = checklistOf({ funds, owned, reach: reaching.reach, paidJobs: totals?.jobs })
  const isDone = ticks.every(({ state }) => state === 'done')
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 space-y-6">
        <StatusCard
          owned={owned}
          reach={reaching.reach}
          now={now}
          earned={totals?.net}
          lastPaidAt={payments?.at(-1)?.timestamp}
        />
        <EarningsCard owned={owned} market={market} now={now} />
        <StakeCard owned={owned} funds={funds} now={now} />
        <OffersCard node={owned.node} />
      </div>
      <div className="min-w-0 space-y-6">
        {!isDone && <ChecklistCard ticks={ticks} reaching={reaching} />}
        <NodeFacts node={owned.node} reaching={reaching} />
      </div>
    </div>
  )
}
