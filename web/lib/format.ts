/**
 * Every number, time and id that a person reads. Money comes in micro-dollars (bigint), times in Unix seconds,
 * spans in milliseconds. `dashIfMissing` is not needed: each function takes undefined and then returns an en dash.
 */

import { formatDollars } from '#protocol/units.ts'

const NONE = '–'
const LOCALE = 'en'

const counts = new Intl.NumberFormat(LOCALE)
const percents = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 })
const times = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' })
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })

/** Returns dollars, at least 2 and at most 6 decimals: 1_500_000n -> "$1.50". */
export function formatMoney(amount: bigint | undefined): string {
  if (amount === undefined) return NONE
  const [whole, fraction] = formatDollars(amount < 0n ? -amount : amount).split('.')
  return `${amount < 0n ? '-' : ''}$${counts.format(BigInt(whole!))}.${fraction}`
}

/** Returns a count with separators: 12345 -> "12,345". */
export function formatCount(count: number | bigint | undefined): string {
  return count === undefined ? NONE : counts.format(count)
}

/** Returns a ratio of 0 to 1 as percent: 0.975 -> "97.5%". */
export function formatPercent(ratio: number | undefined): string {
  return ratio === undefined || !Number.isFinite(ratio) ? NONE : percents.format(ratio)
}

/** Returns a number with some decimals: (3.14159, 2) -> "3.14". */
export function formatNumber(value: number | undefined, decimals = 2): string {
  if (value === undefined || !Number.isFinite(value)) return NONE
  return new Intl.NumberFormat(LOCALE, { maximumFractionDigits: decimals }).format(value)
}

/** Returns a moment in the reader's own time zone. */
export function formatTime(unixSeconds: number | undefined): string {
  return unixSeconds === undefined ? NONE : times.format(unixSeconds * 1000)
}

/** Returns a moment as UTC ISO 8601, for exports: "2026-01-31T12:00:00Z". */
export function isoTime(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().replace('.000Z', 'Z')
}

/** Returns how long ago or ahead a moment is: "3 minutes ago", "in 2 hours". */
export function formatAgo(unixSeconds: number | undefined, now = Date.now() / 1000): string {
  if (unixSeconds === undefined) return NONE
  const seconds = Math.round(unixSeconds - now)
  const size = Math.abs(seconds)
  if (size < 60) return relative.format(seconds, 'second')
  if (size < 3600) return relative.format(Math.trunc(seconds / 60), 'minute')
  if (size < 86_400) return relative.format(Math.trunc(seconds / 3600), 'hour')
  return relative.format(Math.trunc(seconds / 86_400), 'day')
}

/** Returns a span: 850 -> "850 ms", 12_300 -> "12.3 s", 200_000 -> "3 min 20 s", 90_000_000 -> "1 d 1 h". */
export function formatDuration(spanMs: number | undefined): string {
  if (spanMs === undefined || !Number.isFinite(spanMs)) return NONE
  if (spanMs < 1000) return `${Math.round(spanMs)} ms`
  if (spanMs < 60_000) return `${formatNumber(spanMs / 1000, 1)} s`
  const seconds = Math.round(spanMs / 1000)
  if (seconds < 3600) return twoUnits(seconds, 60, ['min', 's'])
  if (seconds < 86_400) return twoUnits(Math.floor(seconds / 60), 60, ['h', 'min'])
  return twoUnits(Math.floor(seconds / 3600), 24, ['d', 'h'])
}

/** Returns bytes in the unit that fits: 2048 -> "2 KiB". */
export function formatBytes(bytes: number | undefined): string {
  if (bytes === undefined) return NONE
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1)
  return `${formatNumber(bytes / 2 ** (10 * power), power === 0 ? 0 : 1)} ${units[power]}`
}

/** Returns both ends of an id or address: "0x1234…cdef". Never the only place where the whole can be read. */
export function shortHex(hex: string, ends = 4): string {
  return hex.length <= 2 * ends + 3 ? hex : `${hex.slice(0, 2 + ends)}…${hex.slice(-ends)}`
}

function twoUnits(value: number, base: number, [large, small]: readonly [string, string]): string {
  const rest = value % base
  return `${Math.floor(value / base)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`
}
