/** Tasks that run now and how many tokens were delivered since the start; in memory only, for the operator's page. */

import type { JobId, TaskId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'

export type LiveTask = {
  readonly jobId: JobId
  readonly role: Role
  /** Unix seconds. */
  readonly admittedAt: number
  readonly outputTokens: number
}

export type LiveTasks = {
  readonly begin: (taskId: TaskId, task: Omit<LiveTask, 'outputTokens'>) => void
  /** Notes how many tokens of a task were delivered in all. */
  readonly deliver: (taskId: TaskId, outputTokens: number) => void
  readonly end: (taskId: TaskId) => void
  /** Returns what runs, oldest first. */
  readonly list: () => readonly LiveTask[]
  /** Returns the tokens of all tasks since the start. */
  readonly outputTokens: () => number
}

/** Returns an empty board. */
export function createLiveTasks(): LiveTasks {
  const running = new Map<TaskId, LiveTask>()
  let total = 0
  return {
    begin: (taskId, task) => void running.set(taskId, { ...task, outputTokens: 0 }),
    deliver: (taskId, outputTokens) => {
      const task = running.get(taskId)
      if (task === undefined) return
      total += outputTokens - task.outputTokens
      running.set(taskId, { ...task, outputTokens })
    },
    end: (taskId) => void running.delete(taskId),
    list: () => [...running.values()],
    outputTokens: () => total,
  }
}
