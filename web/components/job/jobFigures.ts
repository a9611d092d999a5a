/** What stands under an answer: time to the first token, speed, tokens and cost. Pure. */

import { owedOf } from './jobSteps.ts'
import type { JobView, TaskView } from './jobView.ts'

export type JobFigures = {
  readonly tokens: number
  /** From the request's arrival at its node to the first token, milliseconds. */
  readonly firstTokenMs?: number
  /** From the click to the first token, milliseconds: with quotes, signature and transaction. */
  readonly sinceSendMs?: number
  /** Of the tokens after the first frame; absent where they were too few to tell. */
  readonly tokensPerSecond?: number
  /** Micro-dollars: settled, else billed, else vouched. */
  readonly cost: bigint
  /** Whether the cost is final. */
  readonly final: boolean
}

/** A speed over a shorter time says more about the network than about the node. */
const LEAST_WRITING_MS = 50

/** Returns the figures of a job as far as it got. */
export function figuresOf(view: JobView): JobFigures {
  const tokens = view.tasks.reduce((sum, task) => sum + task.tokens, 0)
  const starts = view.tasks.flatMap(({ firstTokenAtMs: first, matchedAtMs: matched }) =>
    first === undefined || matched === undefined ? [] : [{ first, waited: first - matched }],
  )
  const sum = (of: (task: TaskView) => number) =>
    view.tasks.reduce((all, task) => all + of(task), 0)
  const writingMs = sum(({ firstTokenAtMs: first = 0, lastTokenAtMs: last = 0 }) => last - first)
  const written = sum((task) => task.tokens - (task.firstTokens ?? 0))
  const first = Math.min(...starts.map((start) => start.first))
  const { settled } = view
  return {
    tokens,
    ...(starts.length > 0
      ? {
          firstTokenMs: Math.min(...starts.map(({ waited }) => waited)),
          sinceSendMs: first - view.startedAtMs,
        }
      : {}),
    ...(written > 0 && writingMs >= LEAST_WRITING_MS
      ? { tokensPerSecond: (written * 1000) / writingMs }
      : {}),
    cost: settled ? settled.paid + settled.fee : owedOf(view),
    final: settled !== undefined,
  }
}
