import type { Kind } from '#runtime/experts/code/operation.ts'

type Fillers = Readonly<Record<Kind, readonly string[]>>

const split = (text: string): readonly string[] => text.split(';').map((part) => part.trim())

/** What is done to every element, when it was named before; a single value is "it". */
export const EACH: Fillers = {
  nums: split(
    'each number; every number; each of them; them; all numbers; all of them; each value; every value; each element; each one; every element; all the numbers; each remaining number; all values; each item; every one; each; these; every single one; the remaining numbers',
  ),
  words: split(
    'each word; every word; each of them; them; all words; each part; the parts; all of them; each string; every string; each element; each one; every element; all the words; each remaining word; all strings; each item; each name; every one; each; these; the remaining words',
  ),
  num: split('it; the number; the result; the value; that; this; that number; the outcome'),
  text: split(
    'it; the string; the text; the result; that; the sentence; the word; the whole string; the whole text',
  ),
  bool: ['it'],
}

/** What is done to a whole list, when it was named before. */
export const WHOLE: Fillers = {
  ...EACH,
  nums: split(
    'them; the list; the numbers; the values; the array; the result; the rest; the remaining numbers; what is left; the results; all of them; the items; these; those',
  ),
  words: split(
    'them; the list; the words; the strings; the array; the result; the rest; the remaining words; what is left; the results; all of them; the items; these; those',
  ),
}

/** What the elements are called. */
export const ITEMS: Fillers = {
  nums: split('numbers; numbers; values; elements; items; ones; entries; integers'),
  words: split('words; words; strings; elements; items; ones; entries; names; parts'),
  text: split('letters; characters; characters; chars'),
  num: ['digits'],
  bool: [''],
}

/** "Where from", after a list was named. */
export const AMONG = split(
  'of them; in it; of the list; among them; of those; in the list; from it',
)
