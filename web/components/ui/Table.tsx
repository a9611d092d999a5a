/**
 * A table that becomes a list of cards below 640 px, so that nothing scrolls sideways:
 *   <Table caption="Nodes" rows={nodes} rowKey={(n) => n.nodeId} columns={[
 *     { head: 'Node', cell: (n) => <NodeLink …/>, primary: true }, { head: 'Stake', cell: …, align: 'end' }]} />
 * Pass `empty` for what to show without rows. Columns with `sort` get a button in their head.
 */

'use client'

import { type ReactNode, useState } from 'react'

export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** `end` for numbers. */
  readonly align?: 'start' | 'end'
  /** Names the row: a row header, and the card's title on small screens. */
  readonly primary?: boolean
  /** Value to sort by; without it the column isn't sortable. */
  readonly sort?: (row: Row) => number | bigint | string
}

type Order = { readonly head: string; readonly descending: boolean }

export function Table<Row>({
  caption,
  showCaption = false,
  rows,
  rowKey,
  columns,
  empty,
  initialOrder,
}: {
  readonly caption: string
  readonly showCaption?: boolean
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string | number
  readonly columns: readonly Column<Row>[]
  readonly empty?: ReactNode
  readonly initialOrder?: Order
}) {
  const [order, setOrder] = useState<Order | undefined>(initialOrder)
  if (rows.length === 0 && empty) return empty
  const sorted = sort(rows, columns, order)
  const table = (
    <table className="block w-full text-sm sm:table">
      <caption
        className={
          showCaption ? 'mb-2 block text-left text-muted text-xs sm:table-caption' : 'sr-only'
        }
      >
        {caption}
      </caption>
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="border-line border-b">
          {columns.map((column) => (
            <Head key={column.head} column={column} order={order} setOrder={setOrder} />
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y divide-line sm:table-row-group">
        {sorted.map((row) => (
          <tr key={rowKey(row)} className="block py-2.5 sm:table-row sm:py-0 sm:hover:bg-sunken/60">
            {columns.map((column) => (
              <Cell key={column.head} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (rows.length < 2 || columns.every((column) => column.sort === undefined)) return table
  return (
    <>
      <SortChoice caption={caption} columns={columns} order={order} setOrder={setOrder} />
      {table}
    </>
  )
}

/** Sorting where the heads are hidden: on screens so narrow that rows are cards. */
function SortChoice<Row>({
  caption,
  columns,
  order,
  setOrder,
}: {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly order: Order | undefined
  readonly setOrder: (order: Order | undefined) => void
}) {
  const orders = columns
    .filter((column) => column.sort !== undefined)
    .flatMap(({ head }) => [true, false].map((descending) => ({ head, descending })))
  const textOf = ({ head, descending }: Order) => `${head}, ${descending ? 'falling' : 'rising'}`
  return (
    <label className="mb-2 flex items-center justify-between gap-3 text-muted text-xs sm:hidden">
      Sort by
      <select
        aria-label={`Sort ${caption}`}
        value={order ? textOf(order) : ''}
        onChange={(event) => setOrder(orders.find((one) => textOf(one) === event.target.value))}
        className="h-9 rounded-md border border-edge bg-surface px-2 text-ink text-sm"
      >
        <option value="">as it comes</option>
        {orders.map((one) => (
          <option key={textOf(one)} value={textOf(one)}>
            {textOf(one)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Head<Row>({
  column,
  order,
  setOrder,
}: {
  readonly column: Column<Row>
  readonly order: Order | undefined
  readonly setOrder: (order: Order | undefined) => void
}) {
  const { head, align, sort: by } = column
  const sorted = order?.head === head
  const place = align === 'end' ? 'text-right' : 'text-left'
  const direction = order?.descending ? 'descending' : 'ascending'
  const arrow = (
    <span aria-hidden="true" className="mx-1 inline-block w-2">
      {sorted ? (order.descending ? '↓' : '↑') : ''}
    </span>
  )
  return (
    <th
      scope="col"
      aria-sort={sorted ? direction : undefined}
      className={`px-3 py-2 font-medium text-muted text-xs first:pl-0 last:pr-0 ${place}`}
    >
      {by ? (
        <button
          type="button"
          className="hover:text-ink"
          onClick={() => setOrder({ head, descending: sorted ? !order.descending : true })}
        >
          {/* On the side where it pushes no head away from its numbers. */}
          {align === 'end' && arrow}
          {head}
          {align !== 'end' && arrow}
        </button>
      ) : (
        head
      )}
    </th>
  )
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const { head, cell, align, primary } = column
  const Tag = primary ? 'th' : 'td'
  const place = align === 'end' ? 'sm:text-right num' : 'text-left'
  return (
    <Tag
      {...(primary && { scope: 'row' as const })}
      className={`flex items-baseline justify-between gap-4 py-0.5 sm:table-cell ${primary ? 'max-sm:pb-1 font-medium sm:font-normal' : 'font-normal'} sm:px-3 sm:py-2 sm:align-baseline sm:first:pl-0 sm:last:pr-0 ${place}`}
    >
      {!primary && (
        <span aria-hidden="true" className="shrink-0 text-muted text-xs sm:hidden">
          {head}
        </span>
      )}
      <span
        className={`min-w-0 break-words sm:text-inherit ${primary ? 'text-left' : 'text-right'}`}
      >
        {cell(row)}
      </span>
    </Tag>
  )
}

function sort<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: Order | undefined,
): readonly Row[] {
  const by = columns.find(({ head }) => head === order?.head)?.sort
  if (order === undefined || by === undefined) return rows
  const sign = order.descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)]
    return x === y ? 0 : x < y ? -sign : sign
  })
}
