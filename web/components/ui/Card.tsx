/**
 * A bordered part of a page: <Card title="Earnings" note="as of block 12" action={<Button/>}>…</Card>.
 * `level` is the heading's level, 2 unless the card is inside another part.
 */

import { type ReactNode, useId } from 'react'

export function Card({
  title,
  note,
  action,
  level = 2,
  className = '',
  children,
}: {
  readonly title?: ReactNode
  readonly note?: ReactNode
  readonly action?: ReactNode
  readonly level?: 2 | 3
  readonly className?: string
  readonly children: ReactNode
}) {
  const id = useId()
  const Heading = `h${level}` as const
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={`min-w-0 rounded-lg border border-line bg-surface p-4 sm:p-5 ${className}`}
    >
      {(title || action) && (
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
          <div className="flex flex-wrap items-baseline gap-x-3">
            {title && (
              <Heading id={id} className="font-semibold text-[0.9375rem]">
                {title}
              </Heading>
            )}
            {note && <span className="text-muted text-xs">{note}</span>}
          </div>
          {action}
        </div>
      )}
      {children}
    </section>
  )
}
