import { MAX_TASKS } from '#protocol/limits.ts'
import { ROLES } from '#protocol/role.ts'
import type { Task } from './plan.ts'

/** `2. translation, after 1: translate it into French` */
const STEP = /^(\d{1,2})\. ([a-z]+)(?:, after (\d{1,2}(?:(?:, | and )\d{1,2})*))?: (.+)$/

/**
 * Returns the tasks that a planning expert's answer says, or nothing when it is not a plan of this request:
 * each step must be the requester's own words, once, and may wait only for steps before it. So whoever
 * runs the expert can order a request badly, but neither add to it nor change it.
 *
 * @param answer - The expert's answer, one numbered step per line.
 * @param prompt - The request that it was asked to plan.
 */
export function readPlanAnswer(answer: string, prompt: string): Task[] | undefined {
  const lines = answer.trim().split('\n')
  if (lines.length > MAX_TASKS) return undefined
  const tasks: Task[] = []
  let unused = prompt.replace(/\s+/g, ' ')
  for (const [index, line] of lines.entries()) {
    const [, id, name, after = '', text = ''] = STEP.exec(line) ?? []
    const role = ROLES.find((known) => known === name)
    if (!role || id !== String(index + 1) || !unused.includes(text)) return undefined
    const dependsOn = after.match(/\d+/g) ?? []
    if (dependsOn.some((other) => Number(other) < 1 || Number(other) > index)) return undefined
    unused = unused.replace(text, () => '\n')
    tasks.push({ id, role, text, dependsOn })
  }
  return tasks
}
