/** Events from one producer to one consumer: pushed whenever they arrive, taken one by one. */
export type EventQueue<T> = {
  readonly push: (event: T) => void
  /** Ends the queue after what is in it. */
  readonly end: () => void
  /** Ends the queue after what is in it; then taking throws the error. */
  readonly fail: (error: Error) => void
  readonly [Symbol.asyncIterator]: () => AsyncIterator<T, void, void>
}

/** Returns an empty queue. Its length is bounded by the frame window of the producer. */
export function createEventQueue<T>(): EventQueue<T> {
  const events: T[] = []
  let outcome: { error?: Error } | undefined
  let wake: (() => void) | undefined

  function settle(result: { error?: Error }): void {
    outcome ??= result
    wake?.()
  }

  async function* take(): AsyncGenerator<T, void, void> {
    for (;;) {
      while (events.length > 0) yield events.shift()!
      if (outcome?.error) throw outcome.error
      if (outcome) return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  return {
    push(event) {
      if (outcome) return
      events.push(event)
      wake?.()
    },
    end: () => settle({}),
    fail: (error) => settle({ error }),
    [Symbol.asyncIterator]: take,
  }
}
