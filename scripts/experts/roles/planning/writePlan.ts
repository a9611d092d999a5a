import type { Role } from '#protocol/role.ts'
import {
  IDLE,
  JOINED,
  REFERENCES,
  WAITS_FOR,
  WAITS_FOR_NEXT,
} from '#runtime/experts/planning/planGrammar.ts'

/** What one piece is: a task that waits for pieces by index, part of the task before it, or nothing. */
export type PlanItem =
  | 'joined'
  | 'idle'
  | { readonly role: Role; readonly waitsFor: readonly number[]; readonly waitsForNext: boolean }

/** Returns the raw output that says a plan, one item per piece. */
export function writePlan(items: readonly PlanItem[]): string {
  return items.map((item, index) => REFERENCES[index] + writeItem(item)).join(' ')
}

function writeItem(item: PlanItem): string {
  if (item === 'joined') return JOINED
  if (item === 'idle') return IDLE
  if (item.waitsForNext) return item.role + WAITS_FOR_NEXT
  const references = item.waitsFor.map((piece) => REFERENCES[piece]).join('')
  return item.role + (references && WAITS_FOR + references)
}
