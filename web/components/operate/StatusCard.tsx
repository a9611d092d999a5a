'use client'

import { Card } from '@/components/ui/Card.tsx'
import { Chip } from '@/components/ui/Chip.tsx'
import { Stat, StatRow } from '@/components/ui/Stat.tsx'
import { formatAgo, formatMoney } from '@/lib/format.ts'
import { type OwnedNode, operatorStates, type StateWords } from './operatorState.ts'
import type { Reach } from './useReach.ts'

/** Where the node stands, the most pressing first, and its money in one row. */
export function StatusCard({
  owned,
  reach,
  now,
  earned,
  lastPaidAt,
}: {
  readonly owned: OwnedNode
  readonly reach: Reach
  readonly now: number
  /** Ever, after the fee, micro-dollars; undefined while the events are read. */
  readonly earned: bigint | undefined
  /** Unix seconds; undefined where nothing was ever settled or isn't read yet. */
  readonly lastPaidAt: number | undefined
}) {
  const { node, stake, account } = owned
  const states = [...operatorStates(owned, now), ...(reach.status === 'silent' ? [OFFLINE] : [])]
  return (
    <Card
      title={`Node ${node.nodeId}`}
      note={lastPaidAt && `last paid ${formatAgo(lastPaidAt, now)}`}
    >
      <ul className="mb-5 space-y-2">
        {states.map(({ state, tone, title, sentence }) => (
          <li key={state} className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
            <Chip tone={tone} mark>
              {title}
            </Chip>
            <span className="min-w-0 flex-1 basis-56">{sentence}</span>
          </li>
        ))}
      </ul>
      <StatRow>
        <Stat label="At stake" value={formatMoney(stake.active)} />
        <Stat label="Room for new jobs" value={formatMoney(node.room)} />
        <Stat label="In open jobs" value={formatMoney(account.open)} note="at most" />
        <Stat label="Earned ever" value={earned === undefined ? undefined : formatMoney(earned)} />
      </StatRow>
    </Card>
  )
}

const OFFLINE: Omit<StateWords, 'state'> & { readonly state: string } = {
  state: 'offline',
  tone: 'bad',
  title: 'offline',
  sentence:
    'No record of the node was found, or it did not answer this browser. Requesters pass it over. Start it with “witan run”.',
}
