/** The rest of a job's money waits for its owner: how much, and the one transaction that takes it back. */

import { Button } from '@/components/ui/Button.tsx'
import { formatMoney } from '@/lib/format.ts'
import { owedOf } from './jobSteps.ts'
import type { JobView } from './jobView.ts'

export function ReclaimBox({
  view,
  onReclaim,
}: {
  readonly view: JobView
  readonly onReclaim: () => void
}) {
  const { reclaimable, funded } = view
  if (!reclaimable || !funded) return null
  const rest = funded.locked - owedOf(view)
  const closes = reclaimable.how === 'close'
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-sunken px-3 py-2.5 text-sm">
      <p className="min-w-0 flex-1 basis-60">
        {closes
          ? `A node does not answer. Close the job now, and ${formatMoney(rest)} comes back after a day.`
          : `${formatMoney(rest)} of this job is unused. One transaction puts it back into your balance, now or later under Jobs.`}
        {reclaimable.problem && <span className="block text-warn">{reclaimable.problem}</span>}
      </p>
      <Button size="small" onClick={onReclaim}>
        {closes ? 'Close the job' : `Reclaim ${formatMoney(rest)}`}
      </Button>
    </div>
  )
}
