/** What the demo asks, and what a right answer is; the truth is computed here, not by the experts. */

import type { Role } from '#protocol/role.ts'

export type DemoJob = {
  readonly name: string
  readonly prompt: string
  readonly roles: readonly Role[]
  /** Returns whether an answer is right. */
  readonly isRight: (answer: string) => boolean
}

/** Returns the jobs of a run; `canary` is a word that must be seen nowhere. */
export function demoJobs(canary: string): readonly DemoJob[] {
  return [
    {
      name: 'word problem',
      prompt: 'Anna has 412 apples. She buys 129 more. How many apples are there now?',
      roles: ['math'],
      isRight: (answer) => endsWith(answer, 412 + 129),
    },
    {
      name: 'tool call',
      prompt: 'set a timer for 25 minutes',
      roles: ['tools'],
      isRight: (answer) => holds(answer, { tool: 'set_timer', arguments: { duration: 'PT25M' } }),
    },
    {
      name: 'two parts',
      prompt: 'what is 482 + 39, and book a meeting on 14 March 2027 at 3 pm',
      roles: ['math', 'tools'],
      isRight: (answer) =>
        answer.includes(`= ${482 + 39}`) &&
        answer.includes('2027-03-14') &&
        answer.includes('15:00'),
    },
    {
      name: 'canary',
      prompt: `send a message to ${canary} saying hello`,
      roles: ['tools'],
      isRight: (answer) => answer.includes(canary) && answer.includes('send_message'),
    },
  ]
}

/** Out of everyone's scope: it must be declined before anything is paid. */
export const OUT_OF_SCOPE = 'who won the world cup in 1998'

/** Returns a name that is in no dictionary, model or file, such as Zuqebarotimal. */
export function makeCanary(): string {
  const draw = (letters: string) =>
    letters[crypto.getRandomValues(new Uint8Array(1))[0]! % letters.length]!
  const syllables = Array.from({ length: 6 }, () => draw('bdfgklmnprstvz') + draw('aeiou'))
  return `Z${syllables.join('')}l`
}

function endsWith(answer: string, result: number): boolean {
  return new RegExp(`(^|\\D)${result}$`).test(answer.trim())
}

function holds(answer: string, expected: object): boolean {
  try {
    return contains(JSON.parse(answer), expected)
  } catch {
    return false
  }
}

function contains(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return actual === expected
  if (typeof actual !== 'object' || actual === null) return false
  return Object.entries(expected).every(([key, value]) =>
    contains((actual as Record<string, unknown>)[key], value),
  )
}
