import { canonicalNumber, NUMBER_PATTERN } from '../numberText.ts'
import { matchAt, type Reading, readDate } from './readDate.ts'
import { readDuration } from './readDuration.ts'
import { readTime } from './readTime.ts'
import type { ArgumentKind } from './toolSchemas.ts'

/** The references an item can have, in order: none of them occurs in what the model sees of the words. */
export const REFERENCES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** A word or typed value of a request, in order of appearance. */
export type Item = {
  /** `text` for a plain word. */
  readonly kind: ArgumentKind
  readonly start: number
  readonly end: number
  /** What an argument gets: the normal form of a typed value, the word itself otherwise. */
  readonly value: string
}

/** A sign between items; it carries no reference, but the model sees it. */
export type Sign = {
  readonly kind: 'sign'
  readonly start: number
  readonly end: number
  readonly value: string
}

const NUMBER = new RegExp(NUMBER_PATTERN, 'iy')
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]*/uy
const SIGNS: Readonly<Record<string, string>> = {
  ',': ',',
  '.': '.',
  '?': '?',
  '!': '!',
  ':': ':',
  ';': ',',
  '"': '"',
  '“': '"',
  '”': '"',
}

/** Returns the words, typed values and signs of a request, in order. */
export function readItems(prompt: string): (Item | Sign)[] {
  const items: (Item | Sign)[] = []
  for (let start = 0; start < prompt.length; ) {
    const item = readItem(prompt, start)
    if (item) {
      items.push(item)
      start = item.end
      continue
    }
    const sign = SIGNS[prompt[start]!]
    if (sign) items.push({ kind: 'sign', start, end: start + 1, value: sign })
    start++
  }
  return items
}

/** Dates come before times and numbers: each reads what the next would cut in pieces. */
function readItem(prompt: string, start: number): Item | undefined {
  const typed: readonly (readonly [ArgumentKind, Reading | undefined])[] = [
    ['date', readDate(prompt, start)],
    ['duration', readDuration(prompt, start)],
    ['time', readTime(prompt, start)],
    ['number', readNumber(prompt, start)],
  ]
  for (const [kind, reading] of typed)
    if (reading && !isInsideWord(prompt, reading.end)) return { kind, start, ...reading }
  const word = matchAt(WORD, prompt, start)
  if (!word) return undefined
  return { kind: 'text', start, end: start + word[0].length, value: word[0] }
}

function readNumber(prompt: string, start: number): Reading | undefined {
  const match = matchAt(NUMBER, prompt, start)
  if (!match || /^one$/i.test(match[0])) return undefined
  return { end: start + match[0].length, value: canonicalNumber(match[0]) }
}

function isInsideWord(prompt: string, end: number): boolean {
  return /[\p{L}\p{N}]/u.test(prompt[end] ?? '') && /[\p{L}\p{N}]/u.test(prompt[end - 1] ?? '')
}

/** Returns a word as training knows it: lower case, without accents. */
export function plainWord(word: string): string {
  return word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'")
}
