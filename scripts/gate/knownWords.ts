import { ROLES } from '#protocol/role.ts'
import { splitWords } from '#routing/features.ts'
import { findGenerator } from '../experts/getGenerator.ts'
import type { Random } from '../experts/random.ts'
import { OUT_OF_SCOPE } from './drawOutOfScope.ts'
import { ROLE_TEXTS } from './roles/roleTexts.ts'
import { VALUES, type ValueKind } from './values.ts'

/** Values that decide whether a request can be served, so that their words count as known. */
const TELLING_VALUES: readonly ValueKind[] = [
  'language',
  'coding',
  'weekday',
  'month',
  'channel',
  'device',
  'meeting',
]

/** Different readers of one share: enough that none is learned by heart. */
const READERS = 50

/**
 * Returns the words that the gate knows, in order of the alphabet: those of the training wordings, of the gate's own
 * and of every expert's generator. Values (names, topics, numbers) are no part of them, but for a few closed lists.
 */
export function knownGateWords(): string[] {
  const own = [...Object.values(ROLE_TEXTS), ...Object.values(OUT_OF_SCOPE)]
  const generators = ROLES.flatMap((role) => findGenerator(role) ?? [])
  const wordings = [
    ...own.flatMap(({ train }) => train),
    ...generators.flatMap((one) => Object.values(one.wordings).flatMap(({ train }) => train)),
    ...generators.flatMap(({ otherWordings }) => otherWordings),
  ]
  return [...new Set([...wordings.flatMap(wordsOf), ...tellingWords()])].sort()
}

/**
 * Returns sets of known words from each of which a share is missing. Training reads with them now and then, so that no
 * decision hangs on a single word and unknown words are no surprise.
 */
export function forgetfulReaders(
  known: readonly string[],
  forgotten: number,
  random: Random,
): Set<string>[] {
  const telling = new Set(tellingWords())
  return Array.from(
    { length: READERS },
    () => new Set(known.filter((word) => telling.has(word) || !random.chance(forgotten))),
  )
}

function tellingWords(): string[] {
  return TELLING_VALUES.flatMap((kind) => VALUES[kind].train).flatMap(wordsOf)
}

/** Returns the words of a wording without its values; the signs of choices stand between words. */
function wordsOf(wording: string): string[] {
  const text = wording.replace(/\{\w+\}/g, ' ').replace(/[[\]|]/g, ' ')
  return splitWords(text).filter((word) => /^\p{L}/u.test(word))
}
