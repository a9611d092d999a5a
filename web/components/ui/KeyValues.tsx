/** Facts with their names, one per line: <KeyValues rows={[['Owner', <HashText …/>], ['Status', 'active']]} />. */

import type { ReactNode } from 'react'

export function KeyValues({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="divide-y divide-line text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-6 gap-y-0.5 py-2">
          <dt className="text-muted">{name}</dt>
          <dd className="num ml-auto min-w-0 break-words text-right">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
