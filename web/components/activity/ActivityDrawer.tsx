'use client'

import { Button } from '@/components/ui/Button.tsx'
import { Chip, type Tone } from '@/components/ui/Chip.tsx'
import { Dialog } from '@/components/ui/Dialog.tsx'
import { EmptyState } from '@/components/ui/EmptyState.tsx'
import { TxLink } from '@/components/ui/HashText.tsx'
import { type ActivityStatus, clearActivity } from '@/lib/activity/activityStore.ts'
import { useActivity } from '@/lib/activity/useActivity.ts'
import { formatAgo } from '@/lib/format.ts'

const TONES: Readonly<Record<ActivityStatus, Tone>> = {
  pending: 'accent',
  confirmed: 'good',
  failed: 'bad',
  replaced: 'neutral',
  cancelled: 'neutral',
  lost: 'warn',
}

/** Every transaction sent from this browser and what became of it. */
export function ActivityDrawer({
  open,
  onClose,
}: {
  readonly open: boolean
  readonly onClose: () => void
}) {
  const activity = useActivity()
  return (
    <Dialog
      side
      title="Activity"
      description="Transactions sent from this browser. The list lies in its storage."
      open={open}
      onClose={onClose}
    >
      {activity.length === 0 ? (
        <EmptyState title="Nothing sent yet">
          What you sign and send shows up here, with its outcome.
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-line">
            {activity.map(({ hash, label, status, sentAt, replacedBy, blockNumber }) => (
              <li key={hash} className="space-y-1 py-3 text-sm">
                <div className="flex items-baseline justify-between gap-3">
                  <span className="min-w-0 break-words font-medium">{label}</span>
                  <Chip tone={TONES[status]} mark>
                    {status}
                  </Chip>
                </div>
                <div className="num flex flex-wrap items-center justify-between gap-x-3 text-muted text-xs">
                  <TxLink hash={hash} />
                  <span>
                    {formatAgo(sentAt)}
                    {blockNumber !== undefined && ` · block ${blockNumber}`}
                  </span>
                </div>
                {replacedBy && (
                  <p className="flex items-center gap-1 text-muted text-xs">
                    by <TxLink hash={replacedBy} />
                  </p>
                )}
              </li>
            ))}
          </ul>
          <Button kind="quiet" size="small" onClick={clearActivity}>
            Clear what is decided
          </Button>
        </>
      )}
    </Dialog>
  )
}
