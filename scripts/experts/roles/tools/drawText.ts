import { inventWord, pickValue } from '../../pickValue.ts'
import type { Random } from '../../random.ts'
import type { Tier, Values } from '../../wordings.ts'
import { drawDate, drawDuration, drawNumber, drawTime } from './drawTyped.ts'
import * as values from './values.ts'

/** Of texts in training, how many are made up: where a text stands must count more than what it says. */
const INVENTED_SHARE = 0.4

/** Which values an argument draws from; a title is an event or a song by its wording. */
const KINDS: Readonly<Record<string, Values>> = {
  label: values.LABELS,
  artist: values.ARTISTS,
  from: values.UNITS,
  item: values.ITEMS,
  list: values.LISTS,
  with: values.PEOPLE,
}

/** Returns a text for an argument, from the side of the split that the tier may see. */
export function drawText(name: string, wording: string, random: Random, tier: Tier): string {
  const invent = tier !== 'V' && random.chance(INVENTED_SHARE)
  const pick = (list: Values): string => pickValue(list, tier, random)
  const isMessage = /\{to\}/.test(wording) && /\{text\}/.test(wording)
  const isConversion = wording.includes('{from}')
  const isSong =
    /play|hear|listen|song|queue|put on|put \{|start|turn on/.test(wording) &&
    !/calendar|event/.test(wording)
  const isWeather = /weather|rain|snow|cold|warm|sunny|umbrella|forecast|temperature/.test(wording)
  switch (name) {
    case 'title':
      if (invent) return inventText(random, 1, 3)
      if (isSong) return pick(values.SONGS)
      if (random.chance(0.1))
        return `${pick(values.EVENT_KINDS)} about the ${pick(values.EVENT_MARKS)}`
      return random.chance(0.5)
        ? `${pick(values.EVENT_MARKS)} ${pick(values.EVENT_KINDS)}`
        : pick(values.EVENT_KINDS)
    case 'text':
      if (invent) return isMessage ? inventMessage(random) : inventText(random, 1, 6)
      return pick(isMessage ? values.MESSAGES : values.TASKS)
    case 'place':
      if (invent) return inventName(random)
      return pick(isWeather ? values.PLACES : values.VENUES)
    case 'to':
      if (isConversion) return pick(values.UNITS)
      return invent ? inventName(random) : pick(values.PEOPLE)
    default:
      return invent && name !== 'from' ? inventText(random, 1, 3) : pick(KINDS[name]!)
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

function inventName(random: Random): string {
  return Array.from({ length: random.integer(1, 2) }, () => {
    const word = inventWord(values.SYLLABLES, random)
    return word[0]!.toUpperCase() + word.slice(1)
  }).join(' ')
}
