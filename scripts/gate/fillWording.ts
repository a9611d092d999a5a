import type { Random } from '../experts/random.ts'
import { type Tier, valueSideOf } from './gateText.ts'
import { VALUES, type ValueKind } from './values.ts'

const SYLLABLES = ['ba', 'ko', 'mi', 'ru', 'ta', 'zen', 'lo', 'shi', 'dra', 'pel', 'vor', 'quin']
const NUMBER_WORDS = ['two', 'three', 'four', 'five', 'six', 'seven', 'ten', 'twelve', 'twenty']
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
/** Rows of a keyboard: what a hand that rests on it writes. */
const ROWS = ['asdfghjkl', 'qwertyuiop', 'zxcvbnm', 'asdfjkl']

/** Returns a wording with its choices made and its values filled in. */
export function fillWording(wording: string, tier: Tier, random: Random): string {
  return wording
    .replace(/\[([^[\]]*)\]/g, (_, choices: string) => random.pick(choices.split('|')))
    .replace(/\{(\w+)\}/g, (_, name: string) => drawValue(name, tier, random))
    .replace(/\s+/g, ' ')
    .trim()
}

function drawValue(name: string, tier: Tier, random: Random): string {
  switch (name) {
    case 'n':
      return random.chance(0.15) ? random.pick(NUMBER_WORDS) : String(random.integer(1, 999))
    case 'op':
      return random.pick(['+', '-', '*', '/', 'x', '×'])
    case 'year':
      return String(random.integer(1800, 2040))
    case 'time':
      return drawTime(random)
    case 'date':
      return drawDate(tier, random)
    case 'invented':
      return draw(random.integer(2, 3), () => random.pick(SYLLABLES))
    case 'mash': {
      const row = random.pick(ROWS)
      return draw(random.integer(3, 9), () => random.pick([...row]))
    }
    case 'letters':
      return draw(random.integer(2, 10), () => random.pick([...LETTERS]))
    default:
      return random.pick(VALUES[name as ValueKind][valueSideOf(tier)])
  }
}

function draw(count: number, one: () => string): string {
  return Array.from({ length: count }, one).join('')
}

function drawTime(random: Random): string {
  const hour = random.integer(1, 12)
  return random.pick([
    `${hour} ${random.pick(['am', 'pm'])}`,
    `${hour}${random.pick(['am', 'pm'])}`,
    `${hour}:${random.pick(['00', '15', '30', '45'])}`,
    `${hour}:30 ${random.pick(['am', 'pm'])}`,
    'noon',
    'midnight',
    `${hour} o'clock`,
  ])
}

function drawDate(tier: Tier, random: Random): string {
  const side = valueSideOf(tier)
  const month = random.pick(VALUES.month[side])
  const day = random.integer(1, 28)
  const year = random.integer(2025, 2032)
  return random.pick([
    `${day} ${month} ${year}`,
    `${month} ${day}, ${year}`,
    `${month} ${day}`,
    `the ${day}th of ${month}`,
    `${year}-0${random.integer(1, 9)}-${String(day).padStart(2, '0')}`,
    random.pick(VALUES.weekday[side]),
  ])
}
