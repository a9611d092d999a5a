/** Runs what it is given one after the other; a failure stops nobody who comes later. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

/** Returns an empty queue. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
}
