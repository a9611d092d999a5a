import type { Wordings } from '../../wordings.ts'
import { CHANGES } from './changeWordings.ts'
import { GROUPS, SUMS } from './sumWordings.ts'

/**
 * Parts of word problems. Values: {N} {M} people, {P} {p} the first person again (start and middle of a
 * sentence), {o} counted things, {u} other things, {bx} {bs} a container and its plural, {pl} a place,
 * {gv} {lv} verbs of gain and loss, {a} {b} {c} numbers of the sum, {d} a number that does not belong.
 */
export const STORY = {
  ...CHANGES,
  ...SUMS,
  ...GROUPS,
  distractor: {
    train: [
      '{M} is {d} years old.',
      "It is {d} [o'clock|degrees] [today|now|].",
      'The {pl} is {d} [km|miles|minutes] away.',
      '{N} lives [at|in] number {d}.',
      '{M} has {d} {u}.',
      'There are also {d} {u} in the {pl}.',
      'The {pl} [was made|opened] in {d}.',
      '{N} also has {d} {u}.',
      'The {pl} has {d} [windows|doors|{u}].',
      '{M} sees {d} {u} on the way.',
      'In the {pl} there are {d} {u} too.',
      '{N} is {d} years old and lives near the {pl}.',
      'It takes {d} minutes [to get there|].',
      'The {pl} opens at {d}.',
      'A bus with {d} people goes by.',
      '{N} weighs {d} kg.',
      'On day {d} it rains.',
      'The {u} cost {d} dollars.',
    ],
    heldOut: [
      '{N} has {d} {u} too.',
      'It is {d} minutes to the {pl}.',
      '{M} lives {d} km away.',
      'There are {d} people in the {pl} today.',
    ],
  },
} as const satisfies Readonly<Record<string, Wordings>>

/** Sentences without a number, put anywhere. */
export const FILLERS = [
  'Today is a good day.',
  'Please help me.',
  'Now a question.',
  'Read this.',
  'Think well.',
  '{M} is here too.',
  'The {u} are old.',
  'It is a nice {pl}.',
  'Here is a sum.',
]
