/**
 * One figure with its name; put several in a <StatRow>:
 *   <StatRow><Stat label="Staked" value={formatMoney(stake)} note="as of block 12" /></StatRow>
 * `value` undefined shows that it is still being read.
 */

import type { ReactNode } from 'react'

export function Stat({
  label,
  value,
  note,
}: {
  readonly label: ReactNode
  readonly value: ReactNode | undefined
  readonly note?: ReactNode
}) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="num mt-0.5 break-words font-semibold text-xl tracking-tight">
        {value ?? <PendingValue />}
      </dd>
      {note && <dd className="mt-0.5 text-muted text-xs">{note}</dd>}
    </div>
  )
}

/** @param dense - For one more figure in a row, where none has a note. */
export function StatRow({
  children,
  dense,
}: {
  readonly children: ReactNode
  readonly dense?: boolean
}) {
  const columns = dense
    ? 'gap-x-4 sm:grid-cols-[repeat(auto-fit,minmax(6.5rem,1fr))]'
    : 'gap-x-6 sm:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]'
  return <dl className={`grid grid-cols-2 gap-y-5 ${columns}`}>{children}</dl>
}

function PendingValue() {
  return (
    <>
      <span className="sr-only">reading</span>
      <span
        aria-hidden="true"
        className="inline-block h-5 w-14 animate-pulse rounded bg-sunken align-middle"
      />
    </>
  )
}
