/**
 * The sealed frames of finished answers, for as long as somebody may ask the node to publish them. Only the
 * requester can open them; the receipt's responseHash says that they are the ones that were sent.
 */

import type { DatabaseSync } from 'node:sqlite'
import { concatBytes, u32 } from '#protocol/bytes.ts'
import type { JobId, TaskId } from '#protocol/ids.ts'
import { withStoreErrors } from './errors.ts'

export type StoredAnswer = {
  readonly jobId: JobId
  readonly taskId: TaskId
  /** In the order in which they were sent. */
  readonly frames: readonly Uint8Array[]
  /** Unix seconds. */
  readonly keepUntil: number
}

export type AnswerTable = {
  readonly add: (answer: StoredAnswer) => void
  /** Returns the frames of a task's answer while they are kept. */
  readonly get: (jobId: JobId, taskId: TaskId) => readonly Uint8Array[] | undefined
  /**
   * Forgets answers whose time is before `time` (Unix seconds) and then the oldest ones until the rest has at
   * most `maxBytes`.
   *
   * @returns How many went because they were due, and how many for lack of room.
   */
  readonly prune: (
    time: number,
    maxBytes: number,
  ) => { readonly due: number; readonly crowded: number }
}

/** Returns the functions of the table `answers`. */
export function createAnswerTable(database: DatabaseSync): AnswerTable {
  const select = database.prepare('SELECT frames FROM answers WHERE taskId = ? AND jobId = ?')
  const insert = database.prepare(
    'INSERT INTO answers (taskId, jobId, keepUntil, bytes, frames) VALUES (?, ?, ?, ?, ?)',
  )
  const removeDue = database.prepare('DELETE FROM answers WHERE keepUntil < ?')
  const removeCrowded = database.prepare(`
    DELETE FROM answers WHERE taskId IN (
      SELECT taskId FROM (
        SELECT taskId, SUM(bytes) OVER (ORDER BY keepUntil DESC, taskId) AS kept FROM answers
      ) WHERE kept > ?
    )`)
  return {
    add: ({ jobId, taskId, frames, keepUntil }) => {
      const bytes = pack(frames)
      withStoreErrors(() => void insert.run(taskId, jobId, keepUntil, bytes.length, bytes))
    },
    get: (jobId, taskId) =>
      withStoreErrors(() => {
        const row = select.get(taskId, jobId) as { frames: Uint8Array } | undefined
        return row && unpack(row.frames)
      }),
    prune: (time, maxBytes) =>
      withStoreErrors(() => ({
        due: Number(removeDue.run(time).changes),
        crowded: Number(removeCrowded.run(maxBytes).changes),
      })),
  }
}

/** Each frame behind its length. */
function pack(frames: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...frames.flatMap((frame) => [u32(frame.length), frame]))
}

function unpack(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const frames: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at)
    frames.push(bytes.slice(at + 4, at + 4 + length))
    at += 4 + length
  }
  return frames
}
