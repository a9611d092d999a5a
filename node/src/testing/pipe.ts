/** A queue that one side fills and the other reads as it comes. */
export type Pipe<T> = {
  readonly push: (item: T) => void
  readonly end: () => void
  readonly fail: (error: Error) => void
  readonly items: AsyncIterable<T>
}

/** Returns an empty pipe, to be read once. */
export function createPipe<T>(): Pipe<T> {
  const waiting: T[] = []
  let over: { error?: Error } | undefined
  let wake = () => {}
  const finish = (error?: Error) => {
    over ??= error ? { error } : {}
    wake()
  }
  async function* read(): AsyncGenerator<T> {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift()!
      if (over?.error) throw over.error
      if (over) return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return {
    push: (item) => {
      waiting.push(item)
      wake()
    },
    end: () => finish(),
    fail: finish,
    items: read(),
  }
}
