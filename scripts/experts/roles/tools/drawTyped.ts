import type { Random } from '../../random.ts'

const MONTHS =
  'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const COUNTS =
  'two three four five six seven eight nine ten twelve fifteen twenty thirty forty ninety'.split(
    ' ',
  )

/** Returns a date as people write it, and whether "on" goes before it. */
export function drawDate(random: Random): { readonly text: string; readonly takesOn: boolean } {
  const day = random.integer(1, 28)
  const month = random.pick(MONTHS)
  const year = random.integer(2024, 2035)
  const suffix =
    day % 10 === 1 && day !== 11
      ? 'st'
      : day % 10 === 2 && day !== 12
        ? 'nd'
        : day % 10 === 3 && day !== 13
          ? 'rd'
          : 'th'
  const on = (text: string) => ({ text, takesOn: true })
  const plain = (text: string) => ({ text, takesOn: false })
  const two = (number: number) => String(number).padStart(2, '0')
  switch (random.integer(0, 11)) {
    case 0:
      return on(`${day} ${month} ${year}`)
    case 1:
      return on(`${month} ${day}${random.pick(['', suffix])}, ${year}`)
    case 2:
      return on(`the ${day}${suffix} of ${month}`)
    case 3:
      return on(`${day} ${month}`)
    case 4:
      return on(`${month} ${day}${random.pick(['', suffix])}`)
    case 5:
      return on(`${year}-${two(MONTHS.indexOf(month) + 1)}-${two(day)}`)
    case 6:
      return plain('today')
    case 7:
    case 8:
      return plain('tomorrow')
    case 9:
      return on(random.pick(WEEKDAYS))
    case 10:
      return plain(`next ${random.pick([...WEEKDAYS, 'week'])}`)
    default:
      return plain(
        random.pick(['the day after tomorrow', 'tonight', `this ${random.pick(WEEKDAYS)}`]),
      )
  }
}

/** Returns a time of day as people write it. */
export function drawTime(random: Random): string {
  const hour = random.integer(1, 12)
  const half = random.pick(['am', 'pm', 'a.m.', 'p.m.'].slice(0, random.pick([2, 2, 4])))
  const minute = String(random.integer(0, 11) * 5).padStart(2, '0')
  switch (random.integer(0, 8)) {
    case 0:
    case 1:
      return `${hour} ${half}`
    case 2:
      return `${hour}${half.replaceAll('.', '')}`
    case 3:
      return `${hour}:${minute} ${half}`
    case 4:
      return `${random.integer(0, 23)}:${minute}`
    case 5:
      return random.pick(['noon', 'midnight', 'midday'])
    case 6:
      return `${random.pick(['half past', 'quarter past', 'quarter to'])} ${random.pick(COUNTS.slice(0, 9))}`
    case 7:
      return `${hour} in the ${random.pick(['morning', 'afternoon', 'evening'])}`
    default:
      return `${hour} o'clock`
  }
}

/**
 * Returns a length of time as people write it.
 *
 * @param attributive - Whether it stands before a noun, where `25-minute` is possible.
 */
export function drawDuration(random: Random, attributive = false): string {
  const unit = random.pick(['second', 'minute', 'minute', 'minute', 'hour', 'hour', 'day', 'week'])
  const count = random.integer(2, 90)
  switch (random.integer(0, 7)) {
    case 0:
      return `${random.integer(1, 5)} hours and ${count} minutes`.replace(/^1 hours/, '1 hour')
    case 1:
      return random.pick([
        'half an hour',
        'an hour',
        'an hour and a half',
        'a minute',
        'a quarter of an hour',
      ])
    case 2:
      return `${random.pick(COUNTS)} ${unit}s`
    case 3:
      return `${count} ${random.pick(['min', 'mins', 'sec', 'hrs'])}`
    case 4:
    case 5:
      return attributive ? `${count}-${unit}` : `${count} ${unit}s`
    default:
      return `${count} ${unit}s`
  }
}

/** Returns an amount to convert. */
export function drawNumber(random: Random): string {
  const number = random.integer(2, random.pick([9, 99, 999, 9999]))
  const form = random.next()
  if (form < 0.15) return `${number}.${random.integer(1, 9)}`
  if (form < 0.25) return random.pick(COUNTS)
  return String(number)
}
