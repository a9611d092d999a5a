'use client'

import { AxisBottom, AxisLeft } from '@visx/axis'
import { Group } from '@visx/group'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { useEffect, useRef, useState } from 'react'
import { formatMoney } from '@/lib/format.ts'
import type { Bucket, Period } from './earnings.ts'

const HEIGHT = 220
const MARGIN = { top: 12, right: 4, bottom: 28, left: 64 }
/** Space that one label of the lower axis needs. */
const LABEL_WIDTH = 72
const TICKS = 4

/** Bars of what was earned; the table beside it says the same. */
export function EarningsChart({
  buckets,
  period,
}: {
  readonly buckets: readonly Bucket[]
  readonly period: Period
}) {
  const [frame, width] = useWidth()
  const inner = {
    width: Math.max(0, width - MARGIN.left - MARGIN.right),
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  }
  // Dollars only to place bars; what is written is exact.
  const dollars = ({ net }: Bucket) => Number(net) / 1e6
  const most = Math.max(...buckets.map(dollars))
  const x = scaleBand({
    domain: buckets.map(({ from }) => from),
    range: [0, inner.width],
    padding: 0.25,
  })
  const y = scaleLinear({
    domain: [0, most === 0 ? 1 : most],
    range: [inner.height, 0],
    nice: true,
  })
  const every = Math.max(1, Math.ceil((buckets.length * LABEL_WIDTH) / Math.max(1, inner.width)))
  const labelled = buckets.filter((_, i) => i % every === 0).map(({ from }) => from)
  const label = { fill: 'var(--muted)', fontSize: 11, fontFamily: 'inherit' }
  return (
    <div ref={frame} className="h-[220px] w-full">
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={`Earnings after the fee, ${buckets.length} bars, at most ${formatMoney(maxNet(buckets))} each. The table has every figure.`}
        >
          <Group left={MARGIN.left} top={MARGIN.top}>
            {buckets.map((bucket) => (
              <Bar
                key={bucket.from}
                x={x(bucket.from)}
                y={y(dollars(bucket))}
                width={x.bandwidth()}
                height={inner.height - y(dollars(bucket))}
                rx={1.5}
                fill="var(--accent)"
              >
                <title>{`${bucketName(bucket)}: ${formatMoney(bucket.net)}`}</title>
              </Bar>
            ))}
            <AxisLeft
              scale={y}
              numTicks={TICKS}
              stroke="var(--line)"
              tickStroke="var(--line)"
              tickFormat={(value) =>
                `$${Number(value).toLocaleString('en', { maximumFractionDigits: 6 })}`
              }
              tickLabelProps={{ ...label, textAnchor: 'end', dx: -4, dy: 4 }}
            />
            <AxisBottom
              top={inner.height}
              scale={x}
              tickValues={labelled}
              stroke="var(--line)"
              tickStroke="var(--line)"
              tickFormat={(from) => shortName(buckets, Number(from), period)}
              tickLabelProps={{ ...label, textAnchor: 'middle' }}
            />
          </Group>
        </svg>
      )}
    </div>
  )
}

const hours = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false })
const days = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' })
const moments = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

/** Returns the span of a bucket in words. */
function bucketName({ from, to }: Bucket): string {
  return `${moments.format(from * 1000)} to ${moments.format(to * 1000)}`
}

/** A day's bar is named by the day on which it ends: the last one is today's. */
function shortName(buckets: readonly Bucket[], from: number, period: Period): string {
  if (period === '24h') return hours.format(from * 1000)
  const end = buckets.find((bucket) => bucket.from === from)?.to ?? from
  return days.format((end - 1) * 1000)
}

function maxNet(buckets: readonly Bucket[]): bigint {
  const [most] = buckets.map(({ net }) => net).sort((a, b) => (a < b ? 1 : -1))
  return most ?? 0n
}

function useWidth() {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [frame, width] as const
}
