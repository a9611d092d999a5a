/** What would be here, and the one action that fills it: <EmptyState title="No jobs yet" action={…}>…</EmptyState>. */

import type { ReactNode } from 'react'

export function EmptyState({
  title,
  action,
  children,
}: {
  readonly title: ReactNode
  readonly action?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <div className="rounded-lg border border-edge/50 border-dashed px-5 py-8 text-center">
      <p className="font-medium text-sm">{title}</p>
      {children && (
        <div className="mx-auto mt-1 max-w-prose text-muted text-sm leading-relaxed">
          {children}
        </div>
      )}
      {action && <div className="mt-4 flex justify-center gap-2">{action}</div>}
    </div>
  )
}
