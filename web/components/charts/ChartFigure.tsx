/**
 * A chart with its words and its table: <ChartFigure title="Earned" summary="…" table={<Table …/>}>{(width) => …}</ChartFigure>.
 * `summary` says in a sentence what the picture shows. The chart gets its width in pixels.
 */

'use client'

import { type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { useWidth } from './useWidth.ts'

export function ChartFigure({
  title,
  summary,
  table,
  children,
}: {
  readonly title: string
  readonly summary: string
  readonly table: ReactNode
  readonly children: (width: number) => ReactNode
}) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  return (
    <figure aria-labelledby={id} className="min-w-0">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <figcaption id={id} className="text-sm">
          <span className="font-medium">{title}</span>{' '}
          <span className="text-muted text-xs">{summary}</span>
        </figcaption>
        <Button
          size="small"
          kind="quiet"
          className="-mx-2.5"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'View as chart' : 'View as table'}
        </Button>
      </div>
      <div ref={ref} className="min-w-0">
        {asTable ? table : width > 0 && children(width)}
      </div>
    </figure>
  )
}
