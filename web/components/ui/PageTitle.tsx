/**
 * The page's only h1; every page starts with it: <PageTitle title="Nodes" lead="Who answers." action={…} />.
 * `crumb` leads back: <PageTitle crumb={{ href: '/nodes/', title: 'Nodes' }} …/>.
 */

import Link from 'next/link'
import type { ReactNode } from 'react'

export function PageTitle({
  title,
  lead,
  action,
  crumb,
}: {
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly action?: ReactNode
  readonly crumb?: { readonly href: string; readonly title: string }
}) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {crumb && (
          <nav aria-label="Breadcrumb" className="mb-1">
            <Link href={crumb.href} className="text-muted text-sm hover:text-ink">
              <span aria-hidden="true">← </span>
              {crumb.title}
            </Link>
          </nav>
        )}
        <h1 className="break-words font-semibold text-2xl tracking-tight sm:text-[1.75rem]">
          {title}
        </h1>
        {lead && <p className="mt-1.5 max-w-prose text-muted leading-relaxed">{lead}</p>}
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}
