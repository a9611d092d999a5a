/** A job's events on chain, in order, each with its transaction. */

import type { JobHistoryEvent } from '#chain/jobHistory.ts'
import { TxLink } from '@/components/ui/HashText.tsx'
import { type Step, Stepper } from '@/components/ui/Stepper.tsx'
import { formatMoney, formatTime } from '@/lib/format.ts'
import type { JobOnChain } from './useJobOnChain.ts'

export function JobTimeline({ job }: { readonly job: JobOnChain }) {
  const steps = job.history.map(
    (event): Step => ({
      id: `${event.txHash}-${event.logIndex}`,
      title: TITLES[event.type],
      state: 'done',
      note: formatTime(event.timestamp),
      detail: (
        <>
          <p>{wordsOf(event)}</p>
          <p className="num">
            block {event.blockNumber.toString()} · <TxLink hash={event.txHash} />
          </p>
        </>
      ),
    }),
  )
  return <Stepper label="Events of the job" steps={[...steps, ...nextSteps(job)]} />
}

const TITLES: Readonly<Record<JobHistoryEvent['type'], string>> = {
  funded: 'Funded',
  amended: 'Budget raised',
  settled: 'Vouchers settled',
  rooted: 'Receipts committed',
  closed: 'Closed by its requester',
  released: 'Released',
}

function nextSteps({ replayed }: JobOnChain): readonly Step[] {
  if (replayed.status === 'Released' || replayed.status === 'None') return []
  return [{ id: 'next', title: 'Release of the rest', state: 'waiting' }]
}

function wordsOf(event: JobHistoryEvent): string {
  switch (event.type) {
    case 'funded': {
      const locked = event.allocations.reduce((sum, { cap }) => sum + cap, 0n)
      const nodes = event.allocations.map(({ nodeId }) => nodeId).join(', ')
      return `${formatMoney(locked)} locked for node ${nodes}, mode ${event.mode}, until ${formatTime(event.deadline)}.`
    }
    case 'amended': {
      const raised = event.raised.reduce((sum, { by }) => sum + by, 0n)
      const added = event.added.map(({ nodeId, cap }) => `node ${nodeId} with ${formatMoney(cap)}`)
      return [
        ...(raised > 0n ? [`Caps raised by ${formatMoney(raised)}.`] : []),
        ...(added.length > 0 ? [`Added ${added.join(', ')}.`] : []),
      ].join(' ')
    }
    case 'settled':
      return event.rows
        .map(
          ({ voucher, status }) =>
            `Node ${voucher.nodeId} handed in ${formatMoney(voucher.total)}: ${status}.`,
        )
        .join(' ')
    case 'rooted':
      return `Node ${event.nodeId} committed to its receipts.`
    case 'closed':
      return `No more work from ${formatTime(event.endsAt)} on.`
    case 'released':
      return `${formatMoney(event.refund)} back in the requester's balance.`
  }
}
