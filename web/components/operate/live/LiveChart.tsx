'use client'

import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'

const HEIGHT = 160
const DASHES: readonly (readonly number[])[] = [[], [6, 4]]

export type Line = {
  readonly name: string
  /** One per time; null where nothing is known. */
  readonly values: readonly (number | null)[]
}

/** Lines over time on a canvas; what it shows is said by its label and the table beside it. */
export function LiveChart({
  label,
  times,
  lines,
}: {
  readonly label: string
  /** Unix seconds, growing. */
  readonly times: readonly number[]
  readonly lines: readonly Line[]
}) {
  const frame = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(undefined)
  const names = lines.map(({ name }) => name).join('\n')
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const create = () => {
      chart.current?.destroy()
      chart.current = new uPlot(optionsOf(element, names.split('\n')), undefined, element)
    }
    create()
    const sizes = new ResizeObserver(() => {
      chart.current?.setSize({ width: element.clientWidth, height: HEIGHT })
    })
    sizes.observe(element)
    // A canvas doesn't follow the theme by itself.
    const themes = new MutationObserver(create)
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      sizes.disconnect()
      themes.disconnect()
      chart.current?.destroy()
      chart.current = undefined
    }
  }, [names])
  useEffect(() => {
    chart.current?.setData([
      [...times],
      ...lines.map(({ values }) => [...values]),
    ] as uPlot.AlignedData)
  }, [times, lines])
  return (
    <div
      ref={frame}
      role="img"
      aria-label={label}
      className="min-h-[190px] w-full [&_.u-legend]:text-xs! [&_.u-legend_th]:font-normal! [&_.uplot]:[font-family:inherit]!"
    />
  )
}

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hour12: false })

function clockOf(seconds: number): string {
  return clock.format(seconds * 1000)
}

function optionsOf(element: HTMLElement, names: readonly string[]): uPlot.Options {
  const style = getComputedStyle(element)
  const color = (name: string) => style.getPropertyValue(name).trim()
  const axis = {
    stroke: color('--muted'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { stroke: color('--line'), width: 1 },
    font: `11px ${style.fontFamily}`,
  }
  return {
    width: element.clientWidth,
    height: HEIGHT,
    cursor: { drag: { x: false, y: false } },
    legend: { show: names.length > 1, live: false },
    scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
    axes: [
      { ...axis, space: 76, values: (_, times) => times.map(clockOf) },
      { ...axis, size: 52 },
    ],
    series: [
      {},
      ...names.map((label, i) => ({
        label,
        stroke: color(i === 0 ? '--accent' : '--warn'),
        width: 1.75,
        dash: [...DASHES[i % DASHES.length]!],
        points: { show: false },
      })),
    ],
  }
}
