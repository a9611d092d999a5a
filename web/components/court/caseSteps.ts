/** The steps of a case and what moves it on: everything but how it looks. */

import { CASE_PHASES, type CourtCase } from '#chain/courtCase.ts'

type CaseStep = {
  readonly id: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'skipped'
}

const TITLES: readonly (readonly [CourtCase['phase'], string])[] = [
  ['drawing', 'A jury is drawn'],
  ['committing', 'Jurors commit to sealed votes'],
  ['revealing', 'Votes are opened'],
  ['appealable', 'The verdict can be appealed'],
  ['closed', 'Closed'],
]

/** Juries that a case can have. */
export const LEVELS = 3

/** Returns the steps of the level that a case is in. @param drawn - Whether this level ever had a jury. */
export function caseSteps({ phase }: CourtCase, drawn: boolean): readonly CaseStep[] {
  const at = CASE_PHASES.indexOf(phase)
  return [
    { id: 'opened', title: 'Accused, with a bond', state: 'done' },
    ...TITLES.map(([id, title]): CaseStep => {
      const place = CASE_PHASES.indexOf(id)
      const isOver = phase === 'closed' || place < at
      const skipped = phase === 'closed' && id !== 'closed' && !drawn
      const state = skipped ? 'skipped' : isOver ? 'done' : place === at ? 'running' : 'waiting'
      return { id, title, state }
    }),
  ]
}

/** Returns what anyone can do now, and why; undefined for a closed case. */
export function nextMove(
  { phase, phaseEndsAt, committed, jury, guiltyVotes, notGuiltyVotes }: CourtCase,
  { now, drawable }: { readonly now: number | undefined; readonly drawable: boolean },
): { readonly label: string; readonly can: boolean; readonly why: string } | undefined {
  const isOver = now !== undefined && now >= phaseEndsAt
  const over = 'Its time is over.'
  switch (phase) {
    case 'none':
    case 'closed':
      return undefined
    case 'drawing':
      return {
        label: 'Draw the jury',
        can: drawable || isOver,
        why: drawable ? 'The beacon has spoken.' : isOver ? over : 'It waits for the beacon.',
      }
    case 'committing': {
      const all = jury.length > 0 && committed === jury.length
      const why = all ? 'All jurors have voted.' : isOver ? over : 'Jurors still have time.'
      return { label: 'Go on to opening the votes', can: all || isOver, why }
    }
    case 'revealing': {
      const all = guiltyVotes + notGuiltyVotes === committed
      const why = all ? 'All votes are open.' : isOver ? over : 'Jurors still have time.'
      return { label: 'Count the votes', can: all || isOver, why }
    }
    case 'appealable':
      return {
        label: 'Close the case',
        can: isOver,
        why: isOver ? 'Nobody appealed in time.' : 'An appeal is still possible.',
      }
  }
}
