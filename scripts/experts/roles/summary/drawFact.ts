import { inventWord, pickValue } from '../../pickValue.ts'
import type { Random } from '../../random.ts'
import type { Tier, Values } from '../../wordings.ts'
import { drawDate, drawDuration, drawTime } from '../tools/drawTyped.ts'
import * as values from './values.ts'

/** Of facts in training, how many are made up: where a fact stands must count more than what it says. */
const INVENTED_SHARE = 0.5

/** Words of a fact, by form and name or by name alone. */
const TEXTS: Readonly<Record<string, Values>> = {
  'failure by': values.PEOPLE,
  'check by': values.PEOPLE,
  what: values.THINGS,
  where: values.PLACES,
  p: values.PLACES,
  cause: values.CAUSES,
  topic: values.TOPICS,
  decision: values.DECISIONS,
  owner: values.PEOPLE,
  task: values.TASKS,
  from: values.COMPANIES,
  to: values.COMPANIES,
  signed: values.PEOPLE,
  metric: values.METRICS,
  period: values.PERIODS,
  reason: values.REASONS,
  service: values.SERVICES,
  s: values.SERVICES,
  error: values.ERRORS,
  project: values.PROJECTS,
  blocker: values.BLOCKERS,
  step: values.STEPS,
  lead: values.PEOPLE,
  object: values.OBJECTS,
  finding: values.FINDINGS,
  N: values.PEOPLE,
  M: values.PEOPLE,
}

/** A number and what it counts. */
const COUNTED: Readonly<Record<string, Values>> = {
  affected: values.GROUPS,
  item: values.GOODS,
  damage: values.UNITS,
  value: values.MONEY,
  old: values.MONEY,
  target: values.MONEY,
}

const TIMES = ['when', 'end', 'due', 'next', 'repeat']

/** Which kinds of names are made up as names, in capitals. */
const NAMES = ['by', 'owner', 'signed', 'lead', 'N', 'M', 'from', 'to', 'project']

/** A fact's words, and the preposition that goes before a time. */
export type Fact = { readonly text: string; readonly on: string }

/** Returns the words of one fact, from the side of the split that the tier may see. */
export function drawFact(form: string, name: string, random: Random, tier: Tier): Fact {
  const plain = (text: string): Fact => ({ text, on: '' })
  if (TIMES.includes(name)) return drawWhen(name, random)
  if (name === 't') return plain(drawTime(random))
  if (name === 'd' || name === 'count') return plain(String(random.integer(2, 90)))
  if (/^[xyz]$/.test(name)) return plain(inventText(random, random.integer(1, 2)))
  if (name === 'done' || (name === 'by' && form === 'figures'))
    return plain(drawShare(random, name))
  const counted = COUNTED[name]
  if (counted) return plain(`${drawAmount(name, random)} ${drawText(name, counted, random, tier)}`)
  return plain(drawText(name, TEXTS[`${form} ${name}`] ?? TEXTS[name]!, random, tier))
}

function drawText(name: string, list: Values, random: Random, tier: Tier): string {
  if (tier === 'V' || !random.chance(INVENTED_SHARE)) return pickValue(list, tier, random)
  if (NAMES.includes(name)) return inventName(random)
  if (name === 'service' || name === 's') return inventService(random)
  const most = name in COUNTED || name === 'what' || name === 'where' || name === 'object' ? 2 : 5
  return inventText(random, random.integer(1, most))
}

function drawAmount(name: string, random: Random): string {
  if (name === 'damage') return String(random.integer(2, 20))
  const number = random.pick([
    random.integer(2, 90),
    random.integer(100, 900),
    50 * random.integer(20, 900),
  ])
  return number >= 1000 && random.chance(0.6) ? number.toLocaleString('en-US') : String(number)
}

function drawShare(random: Random, name: string): string {
  const number = random.integer(2, 95)
  if (name === 'by' && random.chance(0.3))
    return `${random.integer(2, 90) * 10} ${random.pick(['dollars', 'units', 'orders'])}`
  return random.pick([`${number} %`, `${number}%`, `${number} percent`])
}

function drawWhen(name: string, random: Random): Fact {
  const date = drawDate(random)
  const day = { text: date.text, on: date.takesOn ? 'on ' : '' }
  const dated = ['due', 'next', 'repeat'].includes(name)
  const draw = random.next()
  if (draw < (dated ? 0.75 : 0.4)) return day
  const time = drawTime(random)
  if (draw < 0.7) return { text: time, on: 'at ' }
  if (draw < 0.92) return { text: `${day.text} at ${time}`, on: day.on }
  return name === 'due' || random.chance(0.5)
    ? { text: `the end of ${random.pick(['May', 'the week', 'the month'])}`, on: 'at ' }
    : { text: drawDuration(random), on: name === 'when' ? 'after ' : 'in ' }
}

/** Returns a clock that a log reads: each time is later than the last, all written alike. */
export function createLogClock(random: Random): () => string {
  const two = (number: number) => String(number).padStart(2, '0')
  const form = random.integer(0, 3)
  const day = `2026-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`
  let seconds = random.integer(0, 80_000)
  return () => {
    seconds = Math.min(seconds + random.integer(1, 900), 86_399)
    const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`
    if (form < 2) return clock
    return form === 2 ? `${clock}:${two(seconds % 60)}` : `${day} ${clock}`
  }
}

/** Returns words of which most are invented and some are common. */
function inventText(random: Random, count: number): string {
  const words = Array.from({ length: count }, (_, index) => {
    if (index > 0 && index < count - 1 && random.chance(0.2)) return random.pick(values.LINKS)
    return random.chance(0.3) ? random.pick(values.FILLING) : inventWord(values.SYLLABLES, random)
  })
  return words.join(' ')
}

function inventName(random: Random): string {
  return Array.from({ length: random.integer(1, 2) }, () => {
    const word = inventWord(values.SYLLABLES, random)
    return word[0]!.toUpperCase() + word.slice(1)
  }).join(' ')
}

function inventService(random: Random): string {
  const word = inventWord(values.SYLLABLES, random)
  return random.pick([word, `${word}-api`, `${word}-${random.integer(1, 40)}`, `${word}.service`])
}
