/**
 * The rules of tone and length that every answer of the writing expert keeps. They are code, for code can
 * keep them: the model only says what each part of a text does.
 */

/** Words that no answer holds: insults and swearing. */
const RUDE =
  /(?:\s|^)(?:damn(?:ed)?|bloody|stupid|idiotic|idiots?|moron(?:ic)?|dumb|crap(?:py)?|lousy|useless|pathetic|ridiculous|fucking|freaking|fricking|shitty)(?![\p{L}-])/giu

/** Haste at the end of a part; an answer asks for a quick reply instead. */
const HASTE =
  /,? ?\b(?:right now|right away|now|immediately|at once|asap|as soon as possible|this instant|this minute|straight away|or else|urgently|quickly|fast)[!.]*$/i

/** Haste anywhere in a text. */
const HASTY =
  /\b(?:now(?! I\b| that\b)|immediately|at once|right away|straight away|asap|as soon as possible|this instant|this minute|urgent(?:ly)?|hurry(?: up)?|or else)\b/i

const GREETING = /^(?:Dear|Hi|Hello)\b[^\n]*,\n\n/
const CLOSING = /\n\n(?:[^\n]+\n)?(?:Kind regards|Best wishes|Best),?(?:\n[^\n]+)?$/

/** Longest message (words). */
const MAX_WORDS = 160

/** Returns whether a text presses for time. */
export function isHasty(text: string): boolean {
  return HASTY.test(text)
}

/** Returns a part of a text without insults, and without haste at its end. */
export function softenWords(text: string): string {
  let softened = text.replace(RUDE, '').trim()
  while (HASTE.test(softened)) softened = softened.replace(HASTE, '').trim()
  return softened
}

/** Returns the rules that an answer breaks, as sentences; none for an answer that is as promised. */
export function findToneFaults(answer: string): string[] {
  const faults: string[] = []
  const words = answer.split(/\s+/).length
  if (new RegExp(RUDE.source, 'iu').test(answer)) faults.push('It holds a rude word.')
  if (answer.includes('!!') || HASTE.test(answer)) faults.push('It presses.')
  if (words > MAX_WORDS) faults.push(`It has ${words} words, more than ${MAX_WORDS}.`)
  const isLetter = answer.includes('\n')
  if (isLetter && !GREETING.test(answer)) faults.push('It has no greeting.')
  if (isLetter && !CLOSING.test(answer)) faults.push('It has no closing.')
  return faults
}
