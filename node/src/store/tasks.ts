/** Every task the node took: whose, what it may cost, what it cost so far, and how it ended. */

import type { DatabaseSync } from 'node:sqlite'
import type { Hex } from '#protocol/bytes.ts'
import { type ErrorCode, parseErrorCode } from '#protocol/errorCodes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type JobId, parseJobId, parseTaskId, type TaskId } from '#protocol/ids.ts'
import { parseRole, type Role } from '#protocol/role.ts'
import { isConstraintError, toStoreError, withStoreErrors } from './errors.ts'

export type StoredTask = {
  readonly taskId: TaskId
  readonly jobId: JobId
  readonly quoteId: Hex
  /** keccak256 of the envelope; the envelope itself is never stored. */
  readonly envelopeHash: Hex
  readonly role: Role
  readonly status: 'running' | 'finished' | 'failed'
  /** Most it can cost under its quote, micro-dollars. */
  readonly maxCost: bigint
  /** What was delivered so far, micro-dollars. */
  readonly cost: bigint
  /** Unix seconds. */
  readonly admittedAt: number
  readonly deadline: number
  readonly endedAt: number | undefined
  /** Why it failed. */
  readonly code: ErrorCode | undefined
}

export type NewTask = Omit<StoredTask, 'status' | 'cost' | 'endedAt' | 'code'>

export type TaskEnd = {
  readonly status: 'finished' | 'failed'
  readonly cost: bigint
  readonly endedAt: number
  readonly code?: ErrorCode | undefined
}

export type TaskTable = {
  readonly get: (taskId: TaskId) => StoredTask | undefined
  /** @throws {WitanError} TASK_DUPLICATE when the id was used before. */
  readonly add: (task: NewTask) => void
  /** Notes what a running task has cost; it never falls. */
  readonly setCost: (taskId: TaskId, cost: bigint) => void
  readonly end: (taskId: TaskId, end: TaskEnd) => void
  /** Returns what all tasks of a job have cost so far, micro-dollars. */
  readonly costOfJob: (jobId: JobId) => bigint
  /** Ends what a crash left running; returns how many. */
  readonly failRunning: (endedAt: number) => number
  /** Returns how many tasks ended each way. */
  readonly counts: () => Readonly<Record<StoredTask['status'], number>>
}

type Row = {
  taskId: string
  jobId: string
  quoteId: string
  envelopeHash: string
  role: string
  status: StoredTask['status']
  maxCost: number
  cost: number
  admittedAt: number
  deadline: number
  endedAt: number | null
  code: string | null
}

/** Returns the functions of the table `tasks`. */
export function createTaskTable(database: DatabaseSync): TaskTable {
  const select = database.prepare('SELECT * FROM tasks WHERE taskId = ?')
  const insert = database.prepare(
    `INSERT INTO tasks (taskId, jobId, quoteId, envelopeHash, role, status, maxCost, admittedAt, deadline)
     VALUES (?, ?, ?, ?, ?, 'running', ?, ?, ?)`,
  )
  const raise = database.prepare('UPDATE tasks SET cost = max(cost, ?) WHERE taskId = ?')
  const close = database.prepare(
    'UPDATE tasks SET status = ?, cost = max(cost, ?), endedAt = ?, code = ? WHERE taskId = ?',
  )
  const sum = database.prepare('SELECT coalesce(sum(cost), 0) AS total FROM tasks WHERE jobId = ?')
  const fail = database.prepare(
    "UPDATE tasks SET status = 'failed', endedAt = ?, code = 'ABORTED' WHERE status = 'running'",
  )
  const count = database.prepare('SELECT status, count(*) AS n FROM tasks GROUP BY status')
  return {
    get: (taskId) =>
      withStoreErrors(() => {
        const row = select.get(taskId) as Row | undefined
        return row && taskOf(row)
      }),
    add: (task) => addTask(() => insert.run(...columnsOf(task))),
    setCost: (taskId, cost) => withStoreErrors(() => void raise.run(cost, taskId)),
    end: (taskId, { status, cost, endedAt, code }) =>
      withStoreErrors(() => void close.run(status, cost, endedAt, code ?? null, taskId)),
    costOfJob: (jobId) =>
      withStoreErrors(() => BigInt((sum.get(jobId) as { total: number }).total)),
    failRunning: (endedAt) => withStoreErrors(() => Number(fail.run(endedAt).changes)),
    counts: () =>
      withStoreErrors(() => {
        const rows = count.all() as { status: StoredTask['status']; n: number }[]
        const found = Object.fromEntries(rows.map((row) => [row.status, row.n]))
        return { running: 0, finished: 0, failed: 0, ...found }
      }),
  }
}

function addTask(insert: () => unknown): void {
  try {
    insert()
  } catch (error) {
    if (!isConstraintError(error)) throw toStoreError(error)
    throw new WitanError('TASK_DUPLICATE', 'The task was already accepted. Use a fresh task id.', {
      cause: error,
    })
  }
}

function columnsOf(task: NewTask): (string | number | bigint)[] {
  return [
    task.taskId,
    task.jobId,
    task.quoteId,
    task.envelopeHash,
    task.role,
    task.maxCost,
    task.admittedAt,
    task.deadline,
  ]
}

function taskOf(row: Row): StoredTask {
  return {
    taskId: parseTaskId(row.taskId),
    jobId: parseJobId(row.jobId),
    quoteId: row.quoteId as Hex,
    envelopeHash: row.envelopeHash as Hex,
    role: parseRole(row.role),
    status: row.status,
    maxCost: BigInt(row.maxCost),
    cost: BigInt(row.cost),
    admittedAt: row.admittedAt,
    deadline: row.deadline,
    endedAt: row.endedAt ?? undefined,
    code: row.code === null ? undefined : parseErrorCode(row.code),
  }
}
