import type { ErrorCode } from '#protocol/errorCodes.ts'
import type { Outcome } from './fanOut.ts'
import type { Plan } from './plan.ts'

/** The answer of a whole request. */
export type MergedAnswer = {
  readonly text: string
  /** Whether every task was answered. */
  readonly complete: boolean
  /** Codes of the tasks that failed, by task id. */
  readonly failures: Readonly<Record<string, ErrorCode>>
}

/**
 * Returns the answers as one text: a single one as it is, several numbered in the order of the request.
 * It depends on the plan and the outcomes only, never on which answer came first.
 *
 * @param plan - The plan that was run.
 * @param outcomes - The outcome of each task by its id.
 */
export function mergeAnswers(
  plan: Plan,
  outcomes: ReadonlyMap<string, Outcome<string>>,
): MergedAnswer {
  const failures: Record<string, ErrorCode> = {}
  const texts = plan.tasks.map(({ id }) => {
    const outcome = outcomes.get(id)
    if (outcome?.status === 'answered') return outcome.answer
    failures[id] = outcome?.error.code ?? 'TASK_FAILED'
    return `not answered (${failures[id]})`
  })
  const text =
    texts.length === 1
      ? texts[0]!
      : texts.map((answer, i) => `${i + 1}. (${plan.tasks[i]!.role}) ${answer}`).join('\n')
  return { text, complete: Object.keys(failures).length === 0, failures }
}
