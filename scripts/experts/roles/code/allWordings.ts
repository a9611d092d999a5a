import type { Wordings } from '../../wordings.ts'
import * as frames from './frames.ts'
import { LEADING_WORDINGS, LIST_WORDINGS } from './listWordings.ts'
import { MAP_WORDINGS } from './mapWordings.ts'
import { HAS_CLAUSES, PAIR_CHECKS, PAIR_WORDINGS } from './pairWordings.ts'
import { RESULT_WORDINGS } from './resultWordings.ts'
import { SINGLE_WORDINGS } from './singleWordings.ts'
import type { StepWording } from './stepWording.ts'
import * as tests from './testWordings.ts'

/** Every wording of a step that is neither a test nor of two numbers. */
export const STEP_WORDINGS: readonly StepWording[] = [
  ...MAP_WORDINGS,
  ...LIST_WORDINGS,
  ...RESULT_WORDINGS,
  ...SINGLE_WORDINGS,
]

/** Returns every wording list under a name of its own. */
export function namedWordings(): Record<string, Wordings> {
  const all: Record<string, Wordings> = { has: HAS_CLAUSES }
  for (const { operation, from, verbs, nouns } of STEP_WORDINGS) {
    const name = `${operation}${from ? ` ${from.join(' ')}` : ''}`
    all[`${name} verbs`] = verbs
    all[`${name} nouns`] = nouns
  }
  for (const { operation, verbs, nouns } of LEADING_WORDINGS) {
    all[`leading ${operation} verbs`] = verbs
    all[`leading ${operation} nouns`] = nouns
  }
  for (const { operation, verbs, nouns } of PAIR_WORDINGS) {
    all[`pair ${operation} verbs`] = verbs
    all[`pair ${operation} nouns`] = nouns
  }
  for (const { operation, clauses } of PAIR_CHECKS) all[`pair ${operation}`] = clauses
  for (const { operation, phrases } of tests.TEST_WORDINGS) all[operation] = phrases
  for (const [name, value] of [...Object.entries(frames), ...Object.entries(tests)]) {
    if ('train' in value) all[name] = value as Wordings
    else if (!Array.isArray(value))
      for (const [kind, wordings] of Object.entries(value))
        all[`${name} ${kind}`] = wordings as Wordings
  }
  return all
}
