import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { Clock } from './ports.ts'

/**
 * Returns what succeeded in time, in the order in which it was asked; failures are left out. It ends when all
 * have answered, when the time is over, a while after the first success or a moment after the second. The rest is
 * aborted.
 *
 * @throws the outer signal's reason when it is aborted.
 */
export async function gatherInTime<T>(
  questions: readonly ((signal: AbortSignal) => Promise<T>)[],
  options: gatherInTime.Options,
): Promise<T[]> {
  const { clock, signal, timeoutMs, firstMs, secondMs } = options
  const stop = new AbortController()
  const inner = AbortSignal.any([signal, stop.signal])
  const answers: (T | undefined)[] = questions.map(() => undefined)
  let succeeded = 0
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  const all = Promise.all(
    questions.map(async (ask, i) => {
      try {
        const answer = await ask(inner)
        if (stop.signal.aborted) return
        answers[i] = answer
        if (++succeeded === 1) first.resolve()
        if (succeeded === 2) second.resolve()
      } catch (error) {
        // a stranger's failure is no failure of the whole; a programming error is
        if (!isWitanError(error) && !inner.aborted) throw error
      }
    }),
  )
  const pause = (ms: number) => clock.sleep(ms, { signal: inner })
  try {
    await Promise.race([
      all,
      pause(timeoutMs),
      first.promise.then(() => pause(firstMs)),
      second.promise.then(() => pause(secondMs)),
    ])
  } finally {
    all.catch(() => undefined)
    stop.abort(new WitanError('ABORTED', 'Enough others have answered.'))
  }
  return answers.filter((answer) => answer !== undefined)
}

export declare namespace gatherInTime {
  type Options = {
    readonly clock: Clock
    readonly signal: AbortSignal
    readonly timeoutMs: number
    /** Longest wait after the first success. */
    readonly firstMs: number
    /** Longest wait after the second success. */
    readonly secondMs: number
  }
}
