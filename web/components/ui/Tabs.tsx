/**
 * Views of one thing, arrow keys move between them:
 *   <Tabs label="Job" tabs={[{ id: 'timeline', title: 'Timeline', panel: <Timeline/> }, …]} />
 * Give `value` and `onChange` to keep the choice in the address.
 */

'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export function Tabs({
  label,
  tabs,
  value,
  onChange,
}: {
  readonly label: string
  readonly tabs: readonly {
    readonly id: string
    readonly title: ReactNode
    readonly panel: ReactNode
  }[]
  readonly value?: string
  readonly onChange?: (id: string) => void
}) {
  return (
    <Base.Root
      defaultValue={value ?? tabs[0]?.id}
      {...(value !== undefined && { value })}
      onValueChange={(next) => onChange?.(String(next))}
    >
      <Base.List aria-label={label} className="mb-4 flex flex-wrap gap-x-1 border-line border-b">
        {tabs.map(({ id, title }) => (
          <Base.Tab
            key={id}
            value={id}
            className="-mb-px min-h-10 border-transparent border-b-2 px-3 font-medium text-muted text-sm hover:text-ink data-[active]:border-accent data-[active]:text-ink"
          >
            {title}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ id, panel }) => (
        <Base.Panel key={id} value={id}>
          {panel}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
