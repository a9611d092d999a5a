import type { GateClass } from '#routing/gateModel.ts'
import type { GateText } from './gateText.ts'
import type { Random } from './random.ts'
import { CODE } from './roles/code.ts'
import { MATH } from './roles/math.ts'
import { OUT_OF_SCOPE } from './roles/outOfScope.ts'
import { PLANNING } from './roles/planning.ts'
import { SUMMARY } from './roles/summary.ts'
import { TOOLS } from './roles/tools.ts'
import { TRANSLATION } from './roles/translation.ts'
import { WRITING } from './roles/writing.ts'
import { VALUES, type ValueKind } from './values.ts'

/** `train`; `values`: trained wordings with values never trained; `wordings`: wordings never trained. */
export const TIERS = ['train', 'values', 'wordings'] as const
export type Tier = (typeof TIERS)[number]

const TEXTS: Readonly<Record<GateClass, GateText>> = {
  math: MATH,
  code: CODE,
  writing: WRITING,
  planning: PLANNING,
  summary: SUMMARY,
  translation: TRANSLATION,
  tools: TOOLS,
  none: OUT_OF_SCOPE,
}
const OPENINGS = ['please ', 'can you ', 'could you ', 'hi, ', 'hello, ', 'now ', 'also ', 'then ']
const ENDINGS = [' please', ', please', ' thanks', ' now', '.', '!']
const SYLLABLES = ['ba', 'ko', 'mi', 'ru', 'ta', 'zen', 'lo', 'shi', 'dra', 'pel', 'vor', 'quin']

/** Returns one prompt of a class, worded and filled by chance. */
export function drawPrompt(kind: GateClass, tier: Tier, random: Random): string {
  const wordings = TEXTS[kind][tier === 'wordings' ? 'heldOut' : 'train']
  const wording = chooseWords(random.pick(wordings), random)
  const text = wording.replace(/\{(\w+)\}/g, (_, name: string) => drawValue(name, tier, random))
  return dress(text.replace(/\s+/g, ' ').trim(), random)
}

function chooseWords(template: string, random: Random): string {
  return template.replace(/\[([^[\]]*)\]/g, (_, choices: string) => random.pick(choices.split('|')))
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
      return Array.from({ length: random.integer(2, 3) }, () => random.pick(SYLLABLES)).join('')
    default:
      return random.pick(VALUES[name as ValueKind][tier === 'values' ? 'heldOut' : 'train'])
  }
}

const NUMBER_WORDS = ['two', 'three', 'four', 'five', 'six', 'seven', 'ten', 'twelve', 'twenty']

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
  const month = random.pick(VALUES.month[tier === 'values' ? 'heldOut' : 'train'])
  const day = random.integer(1, 28)
  const year = random.integer(2025, 2032)
  return random.pick([
    `${day} ${month} ${year}`,
    `${month} ${day}, ${year}`,
    `${month} ${day}`,
    `the ${day}th of ${month}`,
    `${year}-0${random.integer(1, 9)}-${String(day).padStart(2, '0')}`,
    random.pick(VALUES.weekday[tier === 'values' ? 'heldOut' : 'train']),
  ])
}

/** People write in many ways: polite, in a hurry, without capitals. */
function dress(text: string, random: Random): string {
  let dressed = text
  if (random.chance(0.12)) dressed = random.pick(OPENINGS) + dressed
  if (random.chance(0.08)) dressed = dressed.replace(/[.?!]$/, '') + random.pick(ENDINGS)
  if (random.chance(0.2)) dressed = dressed.replace(/[.?!]$/, '')
  if (random.chance(0.3)) dressed = dressed.toLowerCase()
  if (random.chance(0.3)) dressed = dressed.slice(0, 1).toUpperCase() + dressed.slice(1)
  return dressed
}
