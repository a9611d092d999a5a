'use client'

import { lazy, Suspense, useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Table } from '@/components/ui/Table.tsx'
import { formatBytes, formatNumber } from '@/lib/format.ts'
import type { Sample } from './samples.ts'

const LiveChart = lazy(async () => ({ default: (await import('./LiveChart.tsx')).LiveChart }))

/** Rows of the table behind the charts: half a minute. */
const TABLE_ROWS = 30
const MIB = 2 ** 20

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hour12: false })

/** Speed and memory over the last minutes. */
export function LiveCharts({ samples }: { readonly samples: readonly Sample[] }) {
  const [asTable, setAsTable] = useState(false)
  const last = samples.at(-1)
  return (
    <Card
      title="The last five minutes"
      action={
        <Button
          kind="quiet"
          size="small"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'View as chart' : 'View as table'}
        </Button>
      }
    >
      {asTable ? (
        <SampleTable samples={samples} />
      ) : (
        <Suspense fallback={<div className="h-40" />}>
          <div className="grid gap-6 lg:grid-cols-2">
            <Named title="Tokens per second">
              <LiveChart
                label={`Tokens per second over the last minutes, now ${formatNumber(last?.tokensPerSecond ?? 0, 1)}`}
                times={samples.map(({ at }) => at)}
                lines={[
                  { name: 'tokens/s', values: samples.map((s) => s.tokensPerSecond ?? null) },
                ]}
              />
            </Named>
            <Named title="Memory, MiB">
              <LiveChart
                label={`Memory over the last minutes, now ${formatBytes(last?.mainBytes)} in the main process and ${formatBytes(last?.runtimeBytes)} in the runtime`}
                times={samples.map(({ at }) => at)}
                lines={[
                  { name: 'main', values: samples.map((s) => s.mainBytes / MIB) },
                  {
                    name: 'runtime',
                    values: samples.map((s) =>
                      s.runtimeBytes === undefined ? null : s.runtimeBytes / MIB,
                    ),
                  },
                ]}
              />
            </Named>
          </div>
        </Suspense>
      )}
    </Card>
  )
}

function Named({
  title,
  children,
}: {
  readonly title: string
  readonly children: React.ReactNode
}) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-muted text-xs">{title}</figcaption>
      {children}
    </figure>
  )
}

function SampleTable({ samples }: { readonly samples: readonly Sample[] }) {
  return (
    <Table
      caption={`The last ${TABLE_ROWS} readings, newest first`}
      rows={samples.slice(-TABLE_ROWS).toReversed()}
      rowKey={({ at }) => at}
      empty={<p className="py-4 text-muted text-sm">The first reading is on its way.</p>}
      columns={[
        { head: 'Time', primary: true, cell: ({ at }) => clock.format(at * 1000) },
        { head: 'Tokens/s', align: 'end', cell: (s) => formatNumber(s.tokensPerSecond, 1) },
        { head: 'Main', align: 'end', cell: (s) => formatBytes(s.mainBytes) },
        { head: 'Runtime', align: 'end', cell: (s) => formatBytes(s.runtimeBytes) },
      ]}
    />
  )
}
