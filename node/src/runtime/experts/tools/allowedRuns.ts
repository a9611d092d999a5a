import { KNOWN_WORDS } from './knownWords.ts'
import { type Item, plainWord, type Sign } from './readItems.ts'
import { isUnitWord } from './unitWords.ts'

/**
 * What a run of words stands for: `free` text (of a message or a reminder), a `person` who may be followed
 * by the message itself, the name of a `list`, a `unit`, the `title` of an event, or any other `phrase`.
 */
export type RunKind = 'free' | 'person' | 'list' | 'unit' | 'title' | 'phrase'

/** The runs that begin at an item: indexes of the items where they may end. */
export type Runs = ReadonlyMap<number, readonly number[]>

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const ARTICLES = words('the a an my your our this')
const CONNECTORS = words(
  'to with by at for from in on of and or that saying says is it please thanks thank starting lasting which takes called named sung invite together around after as into over this',
)
/** Words that lead to a free text and are no part of it. */
const LEADS = words('that saying says to and with by')
/** Words after which a free text cannot end; `in` and `on` end many ("put the heating on"). */
const UNFINISHED = words('the a an my your our to with at for from of and by that saying says')
const POLITE = words('please thanks thank')
const ADVERBS = words('in on at')
const CARRIERS = words('message note reminder text')

/** After them a phrase has begun already; titles and lists are entered without them. */
const OWNERS = words('the my your our')
/** No name of a person begins with them. */
const SENTENCE_STARTS = words("don't i we what what's where how if you can could will would when")
/** Words that belong to the command: `soup timer`, `the song`. */
const HEADS = words('timer calendar alarm reminder entry event')
const KINDS_OF_MUSIC = words('song music')
/** No phrase goes on over them. */
const PHRASE_BREAKS = words('together invite lasting starting please thanks')

const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/
const GREETINGS = words('hi hey hello ok please')
/** No name of a person or a list goes on over them. */
const SEPARATORS = words('to with by at for from in on that saying says is it know')
const SETTING_OFF = words('that saying says know a the and')

/** An item, and what stands round it. */
type Place = {
  readonly item: Item
  /** Plain lower case; empty for a typed value. */
  readonly word: string
  readonly isUnknown: boolean
  readonly isCapital: boolean
  /** Signs between the item before and this one. */
  readonly signsBefore: string
  /** Number of the quotation it stands in, 0 outside. */
  readonly quotation: number
  /** Colons before it, those after a greeting apart. */
  readonly colons: number
  readonly isLastColon: boolean
}

/**
 * Returns where a run of words of a kind may begin and end. A run does not begin or end at a word that only
 * joins, stops in the middle of words that belong together, or leaves half of a quotation out.
 */
export function allowedRuns(parts: readonly (Item | Sign)[], kind: RunKind): Runs {
  const places = placeItems(parts)
  const runs = new Map<number, number[]>()
  for (const start of places.keys()) {
    if (!mayStart(places, start, kind)) continue
    const ends: number[] = []
    for (let end = start; end < places.length; end++) {
      if (end > start && breaksRun(places, end, kind)) break
      if (mayEnd(places, end, kind) && keepsQuotations(places, start, end)) ends.push(end)
    }
    if (ends.length > 0) runs.set(start, ends)
  }
  return runs
}

function placeItems(parts: readonly (Item | Sign)[]): Place[] {
  const isQuoted = parts.filter(({ value }) => value === '"').length % 2 === 0
  const places: Place[] = []
  let signs = ''
  let quotes = 0
  let colons = 0
  for (const part of parts) {
    if (part.kind === 'sign') {
      signs += part.value
      if (part.value === '"') quotes++
      if (part.value === ':' && !GREETINGS.has(places.at(-1)?.word ?? '')) colons++
      continue
    }
    const word = part.kind === 'text' ? plainWord(part.value) : ''
    places.push({
      item: part,
      word,
      isUnknown: part.kind === 'text' && !KNOWN_WORDS.has(word),
      isCapital: places.length > 0 && /^\p{Lu}/u.test(part.value),
      signsBefore: signs,
      quotation: isQuoted && quotes % 2 === 1 ? quotes : 0,
      colons,
      isLastColon: false,
    })
    signs = ''
  }
  return places.map((place) => ({ ...place, isLastColon: colons > 0 && place.colons === colons }))
}

function mayStart(places: readonly Place[], start: number, kind: RunKind): boolean {
  const { item, word, quotation, isLastColon } = places[start]!
  const before = places[start - 1]
  if (kind === 'unit') return isUnitWord(word) && !isUnitWord(before?.word ?? '')
  if (quotation > 0) return before?.quotation !== quotation
  if (kind === 'free') {
    // After a colon the text begins at once; "a message" is no part of the message.
    const isLate = isLastColon && before?.isLastColon === true
    return !isLate && !startsAtCarrier(places, start) && !LEADS.has(word)
  }
  if (kind === 'person' && SENTENCE_STARTS.has(word)) return false
  const isOwned = OWNERS.has(before?.word ?? '') && places[start]!.signsBefore === ''
  if (isOwned && kind !== 'title' && kind !== 'list') return false
  if (word === 'the' && KINDS_OF_MUSIC.has(places[start + 1]?.word ?? '')) return false
  if (isTimed(item) && !isTitleDay(item, places[start + 1])) return false
  if (CONNECTORS.has(word)) return false
  return !belongTogether(places, start)
}

/** "a message", "the note" before a text are no part of it; "the message has come" is a text. */
function startsAtCarrier(places: readonly Place[], start: number): boolean {
  const carries = (index: number) => CARRIERS.has(places[index]?.word ?? '')
  const isArticle = (index: number) => /^(?:a|the)$/.test(places[index]?.word ?? '')
  if (carries(start)) return isArticle(start - 1)
  const next = places[start + 2]
  const leads =
    next !== undefined &&
    (next.quotation > 0 || next.signsBefore.includes(':') || LEADS.has(next.word))
  return isArticle(start) && carries(start + 1) && leads
}

function mayEnd(places: readonly Place[], end: number, kind: RunKind): boolean {
  const { item, word, quotation } = places[end]!
  const next = places[end + 1]
  if (kind === 'unit') return isUnitWord(word) && !isUnitWord(next?.word ?? '')
  if (quotation > 0) return next?.quotation !== quotation
  if (kind === 'free') {
    const isCut = ADVERBS.has(word) && next !== undefined && next.item.kind !== 'text'
    const isPolite = POLITE.has(word) || (word === 'you' && places[end - 1]?.word === 'thank')
    return !UNFINISHED.has(word) && !isCut && !isPolite && !belongTogether(places, end + 1)
  }
  if (isTimed(item) && !isTitleDay(item, places[end - 1])) return false
  if (CONNECTORS.has(word) || ARTICLES.has(word)) return false
  // "place: the hall" names the place after the colon.
  const isLabel = kind === 'phrase' && !places[end]!.isUnknown && next?.signsBefore.includes(':')
  if (HEADS.has(word) || isLabel) return false
  if (KINDS_OF_MUSIC.has(next?.word ?? '') && next?.signsBefore === '') return false
  if (kind === 'list') return next?.word === 'list' && word !== 'list'
  if (kind === 'person' && !isSetOff(places, end)) return true
  return !belongTogether(places, end + 1)
}

/** After the words of a name comes what sets it off from the message: "text anna bell that". */
function isSetOff(places: readonly Place[], index: number): boolean {
  let end = index
  while (belongTogether(places, end + 1)) end++
  const next = places[end + 1]
  return next !== undefined && (next.signsBefore.includes(':') || SETTING_OFF.has(next.word))
}

function isTimed({ kind }: Item): boolean {
  return kind === 'date' || kind === 'time' || kind === 'duration'
}

/** "Rainy Sunday" may be a title, "tomorrow" is none. */
function isTitleDay({ value }: Item, neighbor: Place | undefined): boolean {
  return WEEKDAY.test(value) && neighbor?.isUnknown === true
}

/** Two words without a meaning, side by side and written alike, are parts of one thing. */
function belongTogether(places: readonly Place[], second: number): boolean {
  const one = places[second - 1]
  const two = places[second]
  if (!one?.isUnknown || !two?.isUnknown || two.signsBefore !== '') return false
  return one.isCapital === two.isCapital
}

/** Returns whether no run of the kind goes on over what stands before an item. */
function breaksRun(places: readonly Place[], index: number, kind: RunKind): boolean {
  const before = places[index - 1]!
  const { word, signsBefore, colons, quotation } = places[index]!
  if (kind === 'unit') return !isUnitWord(word)
  if ((kind === 'person' || kind === 'list') && SEPARATORS.has(word)) return true
  const { item } = places[index]!
  if (kind !== 'free' && isTimed(item) && !isTitleDay(item, before)) return true
  if (kind !== 'free' && PHRASE_BREAKS.has(word)) return true
  const isSecond = kind === 'free' && before.colons > 0
  if (quotation === 0 && colons > before.colons && !isSecond) return true
  // "Mr." and "St." end no sentence.
  const isShort = /^\p{Lu}\p{L}{0,2}$/u.test(before.item.value)
  return kind !== 'free' && /[.?!]/.test(signsBefore) && !isShort
}

/** A run that begins or ends inside a quotation holds the whole of it. */
function keepsQuotations(places: readonly Place[], start: number, end: number): boolean {
  const opened = places[start]!.quotation
  return opened === 0 || places[end]!.quotation === opened
}
