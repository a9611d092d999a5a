/** What stands under an answer: time to the first token, speed, tokens and cost. Pure. */

import { owedOf } from './jobSteps.ts'
import type { JobView } from './jobView.ts'

export type JobFigures = {
  readonly tokens: number
  /** From the request's arrival at its node to the first token, milliseconds. */
  readonly firstTokenMs?: number
  /** From the click to the first token, milliseconds: with quotes, signature and transaction. */
  readonly sinceSendMs?: number
  readonly tokensPerSecond?: number
  /** Micro-dollars: settled, else billed, else vouched. */
  readonly cost: bigint
  /** Whether the cost is final. */
  readonly final: boolean
}

/** Returns the figures of a job as far as it got. */
export function figuresOf(view: JobView): JobFigures {
  const tokens = view.tasks.reduce((sum, task) => sum + task.tokens, 0)
  const starts = view.tasks.flatMap(({ firstTokenAtMs: first, matchedAtMs: matched }) =>
    first === undefined || matched === undefined ? [] : [{ first, waited: first - matched }],
  )
  const writing = view.tasks.reduce(
    (sum, { firstTokenAtMs: first, lastTokenAtMs: last }) =>
      first === undefined || last === undefined ? sum : sum + last - first,
    0,
  )
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
    // one frame says nothing about speed
    ...(tokens > 1 && writing > 0 ? { tokensPerSecond: (tokens * 1000) / writing } : {}),
    cost: settled ? settled.paid + settled.fee : owedOf(view),
    final: settled !== undefined,
  }
}
