/** A queue between the job, which happens, and its reader, who may be slow. */
export type EventQueue<T> = {
  /** Adds an event; never waits, never throws. */
  readonly push: (event: T) => void
  /** No further event will come. */
  readonly end: () => void
  readonly events: AsyncIterable<T>
}

/** Returns an empty queue; its events are to be read once. */
export function createEventQueue<T>(): EventQueue<T> {
  const waiting: T[] = []
  let ended = false
  let wake = () => {}
  async function* read(): AsyncGenerator<T> {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift()!
      if (ended) return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return {
    push: (event) => {
      waiting.push(event)
      wake()
    },
    end: () => {
      ended = true
      wake()
    },
    events: read(),
  }
}
