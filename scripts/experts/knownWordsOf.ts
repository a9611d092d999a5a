import type { RoleGenerator } from './example.ts'
import { expandTemplate } from './template.ts'

/**
 * Returns the words that training gives a meaning to, in order of the alphabet: those of the training
 * wordings, never those of names and other values. An expert sees every other word as unknown.
 */
export function knownWordsOf({ wordings, otherWordings }: RoleGenerator): string[] {
  const texts = [...Object.values(wordings).flatMap(({ train }) => train), ...otherWordings]
  const words = texts.flatMap(expandTemplate).flatMap(wordsOf)
  return [...new Set(words)].sort()
}

/** Returns the words of a wording in lower case, values left out. */
export function wordsOf(wording: string): string[] {
  const text = wording.replace(/\{\w+\}/g, ' ').toLowerCase()
  return text.match(/[a-z][a-z']*(?:-[a-z]+)*/g) ?? []
}
