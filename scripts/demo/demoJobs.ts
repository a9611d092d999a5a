/**
 * What the demo asks, and what a right answer is. Requests of each role are drawn by the generator of its expert,
 * with values that its training never held; the truth comes from there, never from an expert.
 */

import type { Role } from '#protocol/role.ts'
import { getGenerator } from '../experts/getGenerator.ts'
import { createRandom } from '../experts/random.ts'

export type DemoJob = {
  readonly name: string
  readonly prompt: string
  readonly roles: readonly Role[]
  /** Returns whether an answer is right. */
  readonly isRight: (answer: string) => boolean
}

/** What the demo asks unless told otherwise; with other seeds a tiny specialist is wrong now and then. */
export const DEMO_SEED = 8

/** A request that a reader takes in at a glance (characters). */
const LONGEST_PROMPT = 140

/**
 * Returns the jobs of a run: one for each role, one of two parts, and one that holds the canary.
 *
 * @param canary - A word that must be seen nowhere.
 * @param options - The roles on offer, and what the requests are drawn with.
 */
export function demoJobs(
  canary: string,
  { roles, seed = DEMO_SEED }: { readonly roles: readonly Role[]; readonly seed?: number },
): readonly DemoJob[] {
  return [
    ...roles.map((role) => drawJob(role, seed)),
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

/** Out of everyone's scope, the last two by little: each must be declined before anything is paid. */
export const OUT_OF_SCOPE = [
  'who won the world cup in 1998',
  'write a poem about the sea',
  'what is 20 percent of 80',
] as const

function drawJob(role: Role, seed: number): DemoJob {
  const generator = getGenerator(role)
  const random = createRandom(seed)
  for (;;) {
    const { prompt, answer: truth } = generator.sample(random, 'V')
    // a truth that cannot be checked here, such as Python where there is none, would prove nothing
    if (prompt.length <= LONGEST_PROMPT && generator.agrees(truth, truth))
      return {
        name: role,
        prompt,
        roles: [role],
        isRight: (answer) => generator.agrees(answer, truth),
      }
  }
}

/** Returns a name that is in no dictionary, model or file, such as Zuqebarotimal. */
export function makeCanary(): string {
  const draw = (letters: string) =>
    letters[crypto.getRandomValues(new Uint8Array(1))[0]! % letters.length]!
  const syllables = Array.from({ length: 6 }, () => draw('bdfgklmnprstvz') + draw('aeiou'))
  return `Z${syllables.join('')}l`
}
