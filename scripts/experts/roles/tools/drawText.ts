import { inventWord, pickValue } from '../../pickValue.ts'
import type { Random } from '../../random.ts'
import type { Tier, Values } from '../../wordings.ts'
import { drawDate, drawDuration, drawNumber, drawTime } from './drawTyped.ts'
import * as values from './values.ts'

/** Of texts in training, how many are made up: where a text stands must count more than what it says. */
const INVENTED_SHARE = 0.4

/** Which values an argument draws from, where its name or its tool and name say so. */
const KINDS: Readonly<Record<string, Values>> = {
  label: values.LABELS,
  artist: values.ARTISTS,
  from: values.UNITS,
  item: values.ITEMS,
  list: values.LISTS,
  with: values.PEOPLE,
  'convert_units to': values.UNITS,
  'create_event place': values.VENUES,
  'get_weather place': values.PLACES,
  'play_music title': values.SONGS,
  'send_message text': values.MESSAGES,
  'set_reminder text': values.TASKS,
  to: values.PEOPLE,
}

/** Arguments that are never made up: a made-up unit would be one that nobody can convert. */
const CLOSED = ['from', 'convert_units to']

/**
 * Returns a text for an argument, from the side of the split that the tier may see.
 *
 * @param tool - The tool whose argument it is.
 * @param name - The argument.
 * @param wording - The wording it goes into.
 */
export function drawText(
  {
    tool,
    name,
    wording,
  }: { readonly tool: string; readonly name: string; readonly wording: string },
  random: Random,
  tier: Tier,
): string {
  const key = `${tool} ${name}` in KINDS ? `${tool} ${name}` : name
  if (tier !== 'V' && !CLOSED.includes(key) && random.chance(INVENTED_SHARE))
    return invent(key, wording, random)
  if (key === 'title') return drawTitle((list) => pickValue(list, tier, random), random)
  return pickValue(KINDS[key]!, tier, random)
}

function drawTitle(pick: (list: Values) => string, random: Random): string {
  const kind = pick(values.EVENT_KINDS)
  const form = random.next()
  if (form < 0.1) return `${kind} about the ${pick(values.EVENT_MARKS)}`
  return form < 0.55 ? `${pick(values.EVENT_MARKS)} ${kind}` : kind
}

function invent(key: string, wording: string, random: Random): string {
  switch (key) {
    case 'send_message text':
      return inventMessage(random)
    case 'set_reminder text':
      return inventText(random, 1, 6)
    case 'create_event place':
    case 'get_weather place':
      return inventName(random)
    case 'to':
      // Straight before a message a name of two invented words could end after either.
      return inventName(random, wording.includes('{to} {text}') ? 1 : 2)
    default:
      return inventText(random, 1, 3)
  }
}

/** Returns words of which half are invented and half are common. */
function inventText(random: Random, least: number, most: number): string {
  return Array.from({ length: random.integer(least, most) }, () =>
    random.chance(0.5) ? random.pick(values.FILLING) : inventWord(values.SYLLABLES, random),
  ).join(' ')
}

/** Returns a text in which dates, times and numbers may stand that belong to the text and not to the call. */
function inventMessage(random: Random): string {
  const text = inventText(random, 1, 9)
  if (random.chance(0.6)) return text
  const typed = [
    `at ${drawTime(random)}`,
    drawDate(random).text,
    drawNumber(random),
    drawDuration(random),
  ]
  const piece = random.pick(typed)
  return random.chance(0.5) ? `${text} ${piece}` : `${text} ${piece} ${inventText(random, 1, 3)}`
}

function inventName(random: Random, most = 2): string {
  return Array.from({ length: random.integer(1, most) }, () => {
    const word = inventWord(values.SYLLABLES, random)
    return word[0]!.toUpperCase() + word.slice(1)
  }).join(' ')
}
