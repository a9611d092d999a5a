import { canonicalNumber, NUMBER_PATTERN } from '../numberText.ts'
import { matchAt, type Reading } from './readDate.ts'

const UNIT = '(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)'
const PIECE = new RegExp(
  String.raw`(${NUMBER_PATTERN}|an?|one)(?: ?|-)(and a half |half )?${UNIT}\b(?: (and a half)\b)?`,
  'iy',
)
const HALF_HOUR =
  /(half an hour|a half hour|(?:a )?quarter of an hour|three quarters of an hour)\b/iy
const JOIN = /(?:,? and |, | )/iy

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
const NAMED_SECONDS = (words: string): number =>
  words.startsWith('three') ? 2700 : words.includes('quarter') ? 900 : 1800

/** Returns the length of time that begins at a place, as ISO 8601 (`PT25M`, `PT1H30M`, `P2D`). */
export function readDuration(text: string, start: number): Reading | undefined {
  let end = start
  const amounts = new Map<string, number>()
  for (let from = start; ; ) {
    const piece = readPiece(text, from)
    if (!piece) break
    amounts.set(piece.unit, (amounts.get(piece.unit) ?? 0) + piece.amount)
    end = piece.end
    const join = matchAt(JOIN, text, end)
    if (!join) break
    from = end + join[0].length
  }
  return end === start ? undefined : { end, value: isoDuration(amounts) }
}

function readPiece(
  text: string,
  start: number,
): { readonly end: number; readonly unit: string; readonly amount: number } | undefined {
  const half = matchAt(HALF_HOUR, text, start)
  if (half)
    return {
      end: start + half[0].length,
      unit: 'm',
      amount: NAMED_SECONDS(half[0].toLowerCase()) / 60,
    }
  const match = matchAt(PIECE, text, start)
  if (!match) return undefined
  const [whole, count, halfBefore, unitName, halfAfter] = match
  const unit = unitName![0]!.toLowerCase()
  const number = /^an?$/i.test(count!) ? 1 : Number(canonicalNumber(count!))
  return { end: start + whole.length, unit, amount: number + (halfBefore || halfAfter ? 0.5 : 0) }
}

/** Keeps the units that were named; only a broken amount is spread over smaller ones. */
function isoDuration(amounts: ReadonlyMap<string, number>): string {
  const named = new Map(amounts)
  if ([...named.values()].some((amount) => !Number.isInteger(amount))) {
    let rest = Math.round(
      [...named].reduce((sum, [unit, amount]) => sum + amount * SECONDS[unit]!, 0),
    )
    named.clear()
    for (const unit of ['d', 'h', 'm', 's']) {
      named.set(unit, Math.floor(rest / SECONDS[unit]!))
      rest %= SECONDS[unit]!
    }
  }
  const part = (unit: string, letter: string): string =>
    named.get(unit) ? `${named.get(unit)}${letter}` : ''
  const days = (named.get('d') ?? 0) + 7 * (named.get('w') ?? 0)
  const clock = part('h', 'H') + part('m', 'M') + part('s', 'S')
  if (!clock && !days) return 'PT0S'
  return `P${days ? `${days}D` : ''}${clock ? `T${clock}` : ''}`
}
