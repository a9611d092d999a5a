/** How a sum is divided among holders, as bars with their shares in words. Load it with next/dynamic. */

'use client'

import { Group } from '@visx/group'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { Table } from '@/components/ui/Table.tsx'
import { formatMoney, formatPercent, shortHex } from '@/lib/format.ts'
import { shareOf } from '@/lib/market/concentration.ts'
import { ChartFigure } from './ChartFigure.tsx'

export type Share = { readonly holder: string; readonly amount: bigint }

const ROW = 28
const LABEL_WIDTH = 110
const FIGURE_WIDTH = 56
/** More bars say no more; the table has all. */
const MAX_BARS = 10

export function ShareBars({
  title,
  summary,
  shares,
}: {
  readonly title: string
  readonly summary: string
  /** Largest first. */
  readonly shares: readonly Share[]
}) {
  const total = shares.reduce((sum, { amount }) => sum + amount, 0n)
  return (
    <ChartFigure
      title={title}
      summary={summary}
      table={
        <Table
          caption={title}
          rows={shares}
          rowKey={({ holder }) => holder}
          columns={[
            {
              head: 'Operator',
              primary: true,
              cell: ({ holder }) => <span className="break-all font-mono text-xs">{holder}</span>,
            },
            { head: 'Amount', align: 'end', cell: ({ amount }) => formatMoney(amount) },
            {
              head: 'Share',
              align: 'end',
              cell: ({ amount }) => formatPercent(shareOf(amount, total)),
            },
          ]}
        />
      }
    >
      {(width) => (
        <Bars title={title} shares={shares.slice(0, MAX_BARS)} total={total} width={width} />
      )}
    </ChartFigure>
  )
}

function Bars({
  title,
  shares,
  total,
  width,
}: {
  readonly title: string
  readonly shares: readonly Share[]
  readonly total: bigint
  readonly width: number
}) {
  const height = shares.length * ROW
  const y = scaleBand({
    domain: shares.map(({ holder }) => holder),
    range: [0, height],
    padding: 0.3,
  })
  const x = scaleLinear({
    domain: [0, shareOf(shares[0]?.amount ?? 0n, total) || 1],
    range: [0, Math.max(1, width - LABEL_WIDTH - FIGURE_WIDTH)],
  })
  return (
    <svg
      role="img"
      aria-label={`${title}: ${shares.map(({ holder, amount }) => `${shortHex(holder)} ${formatPercent(shareOf(amount, total))}`).join(', ')}`}
      width={width}
      height={height}
      className="block text-ink"
    >
      {shares.map(({ holder, amount }) => {
        const share = shareOf(amount, total) ?? 0
        return (
          <Row
            key={holder}
            holder={holder}
            share={share}
            top={y(holder) ?? 0}
            height={y.bandwidth()}
            length={x(share)}
          />
        )
      })}
    </svg>
  )
}

function Row({
  holder,
  share,
  top,
  height,
  length,
}: {
  readonly holder: string
  readonly share: number
  readonly top: number
  readonly height: number
  readonly length: number
}) {
  const middle = top + height / 2
  const text = { y: middle, dominantBaseline: 'central' } as const
  return (
    <Group>
      <text {...text} x={0} className="fill-current font-mono text-[0.6875rem]">
        {shortHex(holder)}
      </text>
      <Bar
        x={LABEL_WIDTH}
        y={top}
        width={Math.max(2, length)}
        height={height}
        rx={2}
        className="fill-accent"
      />
      <text {...text} x={LABEL_WIDTH + length + 6} className="num fill-current text-xs">
        {formatPercent(share)}
      </text>
    </Group>
  )
}
