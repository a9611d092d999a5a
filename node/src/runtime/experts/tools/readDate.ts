const MONTHS =
  'january february march april may june july august september october november december'.split(' ')
const MONTH = MONTHS.map((name) => (name.length > 3 ? `${name}|${name.slice(0, 3)}` : name)).join(
  '|',
)
const WEEKDAY = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday'
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`
const YEAR = String.raw`(?:,? (\d{4}))?(?![\d:])`

const ISO = /(\d{4})-(\d{2})-(\d{2})(?!\d)/iy
const DAY_FIRST = new RegExp(String.raw`(?:the )?${DAY}(?: of)? (${MONTH})\b\.?${YEAR}`, 'iy')
const MONTH_FIRST = new RegExp(String.raw`(${MONTH})\b\.? (?:the )?${DAY}\b${YEAR}`, 'iy')
const NUMERIC = /(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)/iy
const RELATIVE = new RegExp(
  String.raw`(?:(?:the )?day after tomorrow|today|tonight|tomorrow|(?:next|this|coming) (?:${WEEKDAY}|weekend|week|month)|(?:${WEEKDAY}))\b`,
  'iy',
)

/** What stands at a place of a text, as a value and where it ends. */
export type Reading = { readonly end: number; readonly value: string }

/**
 * Returns the date that begins at a place: `2027-03-14`, `03-14` when no year is named, or relative
 * words in lower case. Days of a numeric date come first (14/3/2027). No reading for a day that no month has.
 */
export function readDate(text: string, start: number): Reading | undefined {
  const iso = matchAt(ISO, text, start)
  if (iso) return calendarDay(iso, start, iso[1], iso[2], iso[3])
  const dayFirst = matchAt(DAY_FIRST, text, start)
  if (dayFirst)
    return calendarDay(dayFirst, start, dayFirst[3], monthNumber(dayFirst[2]!), dayFirst[1])
  const monthFirst = matchAt(MONTH_FIRST, text, start)
  if (monthFirst)
    return calendarDay(monthFirst, start, monthFirst[3], monthNumber(monthFirst[1]!), monthFirst[2])
  const numeric = matchAt(NUMERIC, text, start)
  if (numeric) return calendarDay(numeric, start, numeric[3], numeric[2], numeric[1])
  const relative = matchAt(RELATIVE, text, start)
  if (!relative) return undefined
  const words = relative[0].toLowerCase()
  return { end: start + words.length, value: words === 'tonight' ? 'today' : words }
}

/** Returns the match of a sticky pattern at a place. */
export function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start
  return pattern.exec(text)
}

function monthNumber(name: string): string {
  const short = name.toLowerCase().slice(0, 3)
  return String(MONTHS.findIndex((month) => month.startsWith(short)) + 1)
}

function calendarDay(
  match: RegExpExecArray,
  start: number,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): Reading | undefined {
  const monthIndex = Number(month)
  // 2024 stands in for an unknown year: 29 February must be allowed.
  const longest = new Date(Date.UTC(Number(year ?? 2024), monthIndex, 0)).getUTCDate()
  if (monthIndex < 1 || monthIndex > 12 || Number(day) < 1 || Number(day) > longest)
    return undefined
  const parts = [month!.padStart(2, '0'), day!.padStart(2, '0')]
  const end = start + match[0].length
  return { end, value: (year ? [year, ...parts] : parts).join('-') }
}
