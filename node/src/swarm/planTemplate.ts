/** The planner without a model: split by form, accept the split only when every part has a specialist. */

import { WitanError } from '#protocol/errors.ts'
import { MAX_TASKS } from '#protocol/limits.ts'
import type { Role } from '#protocol/role.ts'
import { assertPlan, type Plan, type Planner, type PlanRequest } from './plan.ts'
import { splitRequest } from './splitRequest.ts'

/** Says which role a text asks for; undefined when none fits well enough. */
export type Classify = (text: string) => { readonly role: Role | undefined }

/** A sum needs two numbers; with fewer it leans on another part. */
const NUMBERS =
  /\d+(?:[.,]\d+)*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half|twice|double|third|quarter)\b/gi

/**
 * Returns the plan of a request: one task, or one per part, all independent of each other.
 *
 * @param request - The prompt, the role if the requester names it, and the roles on offer.
 * @param classify - The gate (routing/classifyRole).
 * @throws {WitanError} NO_SPECIALIST when the prompt fits no role that is on offer; INPUT_INVALID when it is empty.
 */
export function planTemplate(request: PlanRequest, classify: Classify): Plan {
  const { prompt, role, offered } = request
  if (prompt.trim() === '') throw new WitanError('INPUT_INVALID', 'The prompt is empty.')
  if (role !== undefined) {
    assertOffered(role, offered)
    return finish([{ role, text: prompt }], `The requester named the role ${role}.`)
  }
  const parts = splitRequest(prompt).map((text) => ({ text, role: classify(text).role }))
  const isSplit = parts.length > 1 && parts.length <= MAX_TASKS && parts.every(standsAlone)
  const accepted = isSplit ? parts : [{ text: prompt, role: classify(prompt).role }]
  const tasks = accepted.map(({ text, role: found }) => {
    if (found === undefined) throw noSpecialist(offered)
    assertOffered(found, offered)
    return { role: found, text }
  })
  const roles = tasks.map((task) => task.role).join(' and ')
  return finish(
    tasks,
    isSplit
      ? `The request has ${tasks.length} parts that stand alone: ${roles}.`
      : `The request asks for ${roles}.`,
  )
}

/** Returns the template planner behind the interface that a planning expert will implement, too. */
export function createTemplatePlanner(classify: Classify): Planner {
  return { plan: async (request) => planTemplate(request, classify) }
}

function standsAlone({ text, role }: { text: string; role: Role | undefined }): boolean {
  if (role === undefined) return false
  return role !== 'math' || (text.match(NUMBERS)?.length ?? 0) >= 2
}

function finish(tasks: readonly { role: Role; text: string }[], reason: string): Plan {
  const plan = {
    tasks: tasks.map((task, i) => ({ id: String(i + 1), ...task, dependsOn: [] })),
    reason,
  }
  assertPlan(plan)
  return plan
}

function assertOffered(role: Role, offered: readonly Role[]): void {
  if (!offered.includes(role)) throw noSpecialist(offered, role)
}

function noSpecialist(offered: readonly Role[], wanted?: Role): WitanError {
  const onOffer = offered.length > 0 ? `On offer: ${offered.join(', ')}.` : 'Nothing is on offer.'
  const what = wanted ? `No node offers ${wanted}.` : 'No specialist fits this request.'
  return new WitanError('NO_SPECIALIST', `${what} ${onOffer}`, {
    meta: { offered: offered.join(','), wanted },
  })
}
