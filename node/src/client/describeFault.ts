import type { RaceFault } from '#verification/raceCheck.ts'

/** Returns what is wrong with an answer, as a sentence without a period: "token 3 does not follow from its race". */
export function describeFault({ kind, position }: Pick<RaceFault, 'kind' | 'position'>): string {
  switch (kind) {
    case 'race':
      return `token ${position} does not follow from its race`
    case 'malformedLeaf':
      return `the race of token ${position} has not the promised form`
    case 'lateStop':
      return `token ${position} comes behind the end`
    case 'earlyStop':
      return `the answer claims its end at token ${position}, which is no end token`
  }
}
