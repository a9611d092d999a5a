import { isWitanError, WitanError } from '#protocol/errors.ts'
import { assertPlan, type Plan, type Task } from './plan.ts'

/** What became of one task. */
export type Outcome<T> =
  | { readonly status: 'answered'; readonly answer: T }
  | { readonly status: 'failed'; readonly error: WitanError }

/** Serves one task; `inputs` are the answers that it depends on, in the order of its dependsOn. */
export type Ask<T> = (
  task: Task,
  inputs: readonly T[],
  options: { readonly signal: AbortSignal },
) => Promise<T>

/** Sixteen tasks of one request at once need no more than this many open streams to keep every node busy. */
const DEFAULT_CONCURRENCY = 8

/**
 * Runs every task of a plan as soon as what it depends on is answered, and returns the outcome of each
 * by task id. One task's failure fails only those that depend on it: the others were paid for.
 *
 * @param plan - Any plan that assertPlan accepts.
 * @param ask - Serves one task.
 * @throws the signal's reason when it is aborted; every running ask() is aborted and awaited first.
 */
export async function fanOut<T>(
  plan: Plan,
  ask: Ask<T>,
  options: fanOut.Options,
): Promise<ReadonlyMap<string, Outcome<T>>> {
  const { signal, concurrency = DEFAULT_CONCURRENCY } = options
  assertPlan(plan)
  const outcomes = new Map<string, Outcome<T>>()
  const waiting = new Set(plan.tasks)
  const running = new Set<Promise<void>>()
  while (waiting.size + running.size > 0 && !signal.aborted) {
    for (const task of plan.tasks) {
      if (running.size >= concurrency) break
      if (!waiting.has(task) || !task.dependsOn.every((id) => outcomes.has(id))) continue
      waiting.delete(task)
      const run = settle(task, outcomes, ask, signal).then((outcome) => {
        outcomes.set(task.id, outcome)
        running.delete(run)
      })
      running.add(run)
    }
    await Promise.race(running)
  }
  await Promise.all(running)
  signal.throwIfAborted()
  return outcomes
}

export declare namespace fanOut {
  type Options = {
    readonly signal: AbortSignal
    /** Most tasks at once. @default 8 */
    readonly concurrency?: number
  }
}

async function settle<T>(
  task: Task,
  outcomes: ReadonlyMap<string, Outcome<T>>,
  ask: Ask<T>,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  const inputs: T[] = []
  for (const id of task.dependsOn) {
    const outcome = outcomes.get(id)
    if (outcome?.status !== 'answered') {
      const error = new WitanError('TASK_FAILED', `Task ${task.id} needs the answer of task ${id}.`)
      return { status: 'failed', error }
    }
    inputs.push(outcome.answer)
  }
  try {
    return { status: 'answered', answer: await ask(task, inputs, { signal }) }
  } catch (cause) {
    const error = isWitanError(cause)
      ? cause
      : new WitanError('INTERNAL', `Task ${task.id} failed unexpectedly.`, { cause })
    return { status: 'failed', error }
  }
}
