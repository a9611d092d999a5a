/** Money that grows over time, as a stepped line: <MoneyLine title="Earned" points={cumulate(…)} />. Load it with next/dynamic. */

'use client'

import { AxisBottom, AxisLeft } from '@visx/axis'
import { scaleLinear } from '@visx/scale'
import { AreaClosed, LinePath } from '@visx/shape'
import { Table } from '@/components/ui/Table.tsx'
import { formatCount, formatMoney, formatTime } from '@/lib/format.ts'
import type { SeriesPoint } from '@/lib/market/cumulate.ts'
import { ChartFigure } from './ChartFigure.tsx'

const HEIGHT = 200
const MARGIN = { top: 8, right: 36, bottom: 28, left: 64 }
/** A label of an axis needs about so many pixels. */
const TICK_PIXELS = 130
const LABEL = { fill: 'currentColor', fontSize: 11, fontFamily: 'inherit' }
const STROKES = { stroke: 'currentColor', tickStroke: 'currentColor' }
const DAY = 86_400
/** A single amount makes a step too, with room on both sides. */
const MIN_MARGIN_SECONDS = 30

const days = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })
const hours = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit' })
const moments = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

export function MoneyLine({
  title,
  points,
}: {
  readonly title: string
  /** Oldest first. */
  readonly points: readonly SeriesPoint[]
}) {
  const last = points.at(-1)
  if (!last) return null
  const summary = `${formatMoney(last.value)} on ${formatTime(last.at)}, in ${formatCount(points.length)} ${points.length === 1 ? 'step' : 'steps'}`
  return (
    <ChartFigure
      title={title}
      summary={summary}
      table={<PointTable title={title} points={points} />}
    >
      {(width) => <Plot title={title} points={points} width={width} />}
    </ChartFigure>
  )
}

function Plot({
  title,
  points,
  width,
}: {
  readonly title: string
  readonly points: readonly SeriesPoint[]
  readonly width: number
}) {
  const data = steps(points)
  const [first, last] = [data[0]!, data.at(-1)!]
  const { x, y } = scales(first, last, width)
  const line = {
    data: [...data],
    x: (point: SeriesPoint) => x(point.at),
    y: (point: SeriesPoint) => y(Number(point.value)),
  }
  return (
    <svg
      role="img"
      aria-label={`${title}: from ${formatMoney(first.value)} to ${formatMoney(last.value)}`}
      width={width}
      height={HEIGHT}
      className="block text-muted"
    >
      <AreaClosed {...line} yScale={y} className="fill-accent-soft" />
      <LinePath {...line} className="stroke-accent" strokeWidth={2} />
      <AxisLeft
        scale={y}
        left={MARGIN.left}
        numTicks={4}
        tickFormat={(value) => formatMoney(BigInt(Math.round(Number(value))))}
        tickLabelProps={{ ...LABEL, textAnchor: 'end', dx: -4, dy: 4 }}
        {...STROKES}
      />
      <AxisBottom
        scale={x}
        top={HEIGHT - MARGIN.bottom}
        numTicks={Math.max(1, Math.min(5, Math.floor(width / TICK_PIXELS)))}
        tickFormat={(value) => timeLabel(Number(value), last.at - first.at)}
        tickLabelProps={{ ...LABEL, textAnchor: 'middle' }}
        {...STROKES}
      />
    </svg>
  )
}

function scales(first: SeriesPoint, last: SeriesPoint, width: number) {
  const x = scaleLinear({
    domain: [first.at, last.at],
    range: [MARGIN.left, width - MARGIN.right],
  })
  const y = scaleLinear({
    domain: [0, Math.max(Number(last.value), 1)],
    range: [HEIGHT - MARGIN.bottom, MARGIN.top],
    nice: true,
  })
  return { x, y }
}

function PointTable({
  title,
  points,
}: {
  readonly title: string
  readonly points: readonly SeriesPoint[]
}) {
  return (
    <Table
      caption={title}
      rows={points.toReversed()}
      rowKey={({ at }) => at}
      columns={[
        { head: 'Time', primary: true, cell: ({ at }) => formatTime(at) },
        { head: 'In all', align: 'end', cell: ({ value }) => formatMoney(value) },
      ]}
    />
  )
}

/** The corners of a line that stays level between two amounts, from nothing before the first to a little after the last. */
function steps(points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const [first, last] = [points[0]!, points.at(-1)!]
  const margin = Math.max(MIN_MARGIN_SECONDS, Math.round((last.at - first.at) * 0.04))
  const start = { at: first.at - margin, value: 0n }
  return [
    start,
    ...points.flatMap((point, i) => [
      { at: point.at, value: (points[i - 1] ?? start).value },
      point,
    ]),
    { at: last.at + margin, value: last.value },
  ]
}

function timeLabel(unixSeconds: number, span: number): string {
  const format = span > 2 * DAY ? days : span > 900 ? hours : moments
  return format.format(unixSeconds * 1000)
}
