import { canonicalNumber } from '../numberText.ts'
import { matchAt, type Reading } from './readDate.ts'

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ').join('|')
const HOUR = String.raw`(\d{1,2}|${WORDS})`
const HALF_DAY = String.raw`(?: ?([ap])\.?m\b\.?|(?: o'clock)? (?:in the|at) (morning|afternoon|evening|night)\b)`

const CLOCK = new RegExp(String.raw`(\d{1,2})[:.](\d{2})(?![\d./:])${HALF_DAY}?`, 'iy')
const FULL_HOUR = new RegExp(String.raw`${HOUR}(?:${HALF_DAY}| o'clock\b)`, 'iy')
const PART = new RegExp(String.raw`(half past|quarter past|quarter to) ${HOUR}\b${HALF_DAY}?`, 'iy')
/** A bare hour counts as a time only after "at" and before what ends or goes on: `at 7 tomorrow`. */
const BARE_HOUR =
  /(\d{1,2})(?=$|[,.;!?](?!\d)|\s*\n| (?:on|today|tonight|tomorrow|next|this|in|with|for|and|please|thanks|thank|to|sharp)\b)/iy
const NAMED = /(noon|midday|midnight)\b/iy

const NAMED_TIMES: Readonly<Record<string, string>> = {
  noon: '12:00',
  midday: '12:00',
  midnight: '00:00',
}

/** Returns the time of day that begins at a place, as `HH:MM`; an hour without am or pm is taken as written. */
export function readTime(text: string, start: number): Reading | undefined {
  const named = matchAt(NAMED, text, start)
  if (named) return { end: start + named[0].length, value: NAMED_TIMES[named[1]!.toLowerCase()]! }
  const part = matchAt(PART, text, start)
  if (part) {
    const minutes = { 'half past': 30, 'quarter past': 15, 'quarter to': -15 }[
      part[1]!.toLowerCase()
    ]!
    return clockTime(part, start, part[2]!, minutes, part[3], part[4])
  }
  const clock = matchAt(CLOCK, text, start)
  if (clock && (text[start + clock[1]!.length] === ':' || clock[3] || clock[4]))
    return clockTime(clock, start, clock[1]!, Number(clock[2]), clock[3], clock[4])
  const hour = matchAt(FULL_HOUR, text, start)
  if (hour) return clockTime(hour, start, hour[1]!, 0, hour[2], hour[3])
  const bare = /\bat $/i.test(text.slice(0, start)) ? matchAt(BARE_HOUR, text, start) : null
  return bare ? clockTime(bare, start, bare[1]!, 0, undefined, undefined) : undefined
}

function clockTime(
  match: RegExpExecArray,
  start: number,
  hourText: string,
  minutes: number,
  half: string | undefined,
  dayPart: string | undefined,
): Reading | undefined {
  const hour = Number(canonicalNumber(hourText))
  const marked = half !== undefined || dayPart !== undefined
  if (minutes > 59 || hour > (marked ? 12 : 23) || (marked && hour === 0)) return undefined
  const part = dayPart?.toLowerCase()
  const late =
    half?.toLowerCase() === 'p' || part === 'afternoon' || part === 'evening' || part === 'night'
  const shifted = marked ? (hour % 12) + (late ? 12 : 0) : hour
  const total = (shifted * 60 + minutes + 24 * 60) % (24 * 60)
  const value = [Math.floor(total / 60), total % 60]
    .map((number) => String(number).padStart(2, '0'))
    .join(':')
  return { end: start + match[0].trimEnd().length, value }
}
