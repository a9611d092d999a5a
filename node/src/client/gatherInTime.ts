import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { Clock } from './ports.ts'

/**
 * Returns what succeeded in time, in the order in which it was asked; failures are left out. It ends when all
 * have answered, when the time is over, or a moment after enough have succeeded. The rest is aborted.
 *
 * @throws the outer signal's reason when it is aborted.
 */
export async function gatherInTime<T>(
  questions: readonly ((signal: AbortSignal) => Promise<T>)[],
  options: gatherInTime.Options,
): Promise<T[]> {
  const { clock, signal, timeoutMs, enough, lateMs } = options
  const stop = new AbortController()
  const inner = AbortSignal.any([signal, stop.signal])
  const answers: (T | undefined)[] = questions.map(() => undefined)
  let succeeded = 0
  let onEnough = () => {}
  const hasEnough = new Promise<void>((resolve) => {
    onEnough = resolve
  })
  const all = Promise.all(
    questions.map(async (ask, i) => {
      try {
        const answer = await ask(inner)
        if (stop.signal.aborted) return
        answers[i] = answer
        if (++succeeded === enough) onEnough()
      } catch (error) {
        // a stranger's failure is no failure of the whole; a programming error is
        if (!isWitanError(error) && !inner.aborted) throw error
      }
    }),
  )
  const pause = (ms: number) => clock.sleep(ms, { signal: inner })
  try {
    await Promise.race([all, pause(timeoutMs), hasEnough.then(() => pause(lateMs))])
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
    /** After so many successes only `lateMs` more is waited. */
    readonly enough: number
    readonly lateMs: number
  }
}
