/** Phases and verdicts of cases, in words. */

import { type CasePhase, VERDICTS, type Verdict } from '#chain/courtCase.ts'

export const PHASE_WORDS: Readonly<Record<CasePhase, string>> = {
  none: 'no case',
  drawing: 'waits for its jury',
  committing: 'the jury votes',
  revealing: 'votes are opened',
  appealable: 'can be appealed',
  closed: 'closed',
}

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  none: 'no verdict',
  notGuilty: 'not guilty',
  guilty: 'guilty',
  hung: 'no verdict for want of votes',
}

/** Returns the words of a verdict by its number on chain. */
export function verdictWords(number: number): string {
  const verdict = VERDICTS[number]
  return verdict === undefined ? `verdict ${number}` : VERDICT_WORDS[verdict]
}
