/** A request as a graph of tasks. A planner makes it, fanOut runs it, mergeAnswers puts the answers together. */

import { WitanError } from '#protocol/errors.ts'
import { MAX_TASKS } from '#protocol/limits.ts'
import type { Role } from '#protocol/role.ts'

/** One unit of a request for one expert. */
export type Task = {
  /** Name within the plan, `1`, `2`, ...; the 32-byte id on the wire is drawn per attempt. */
  readonly id: string
  readonly role: Role
  /** What the expert is asked. */
  readonly text: string
  /** Ids of the tasks whose answers this one needs. */
  readonly dependsOn: readonly string[]
}

/** Tasks in the order of the request; together a graph without cycles. */
export type Plan = {
  readonly tasks: readonly Task[]
  /** How the plan came about, one sentence for the requester. */
  readonly reason: string
}

export type PlanRequest = {
  readonly prompt: string
  /** Set when the requester names the role: then nothing is classified or split. */
  readonly role?: Role
  /** Roles that active nodes offer. */
  readonly offered: readonly Role[]
}

/** Turns a request into a plan: the template here, or later a sealed planning expert whose output assertPlan checks. */
export type Planner = {
  /** @throws {WitanError} NO_SPECIALIST when some part fits no role. */
  readonly plan: (request: PlanRequest, options: { readonly signal: AbortSignal }) => Promise<Plan>
}

/**
 * Checks a plan, whoever made it.
 *
 * @throws {WitanError} INPUT_INVALID when it is empty, too long, names a task twice or one that doesn't
 * exist, has an empty text, or runs in a circle.
 */
export function assertPlan({ tasks }: Plan): void {
  const refuse = (what: string): never => {
    throw new WitanError('INPUT_INVALID', `The plan ${what}.`, { meta: { tasks: tasks.length } })
  }
  if (tasks.length === 0) refuse('has no task')
  if (tasks.length > MAX_TASKS)
    refuse(`has ${tasks.length} tasks; at most ${MAX_TASKS} are allowed`)
  const known = new Set(tasks.map(({ id }) => id))
  if (known.size !== tasks.length) refuse('names a task twice')
  for (const { id, text, dependsOn } of tasks) {
    if (text.trim() === '') refuse(`asks nothing in task ${id}`)
    if (dependsOn.some((other) => !known.has(other))) refuse(`lets task ${id} wait for no task`)
  }
  if (countOrdered(tasks) !== tasks.length) refuse('runs in a circle')
}

/** How many tasks can be put in an order where each comes after what it depends on. */
function countOrdered(tasks: readonly Task[]): number {
  const done = new Set<string>()
  for (let grew = true; grew; ) {
    const ready = tasks.filter(
      ({ id, dependsOn }) => !done.has(id) && dependsOn.every((other) => done.has(other)),
    )
    for (const { id } of ready) done.add(id)
    grew = ready.length > 0
  }
  return done.size
}
